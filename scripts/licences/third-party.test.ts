import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BundledPackage, findBundledPackages } from "./bundled-packages.ts";
import { compareThirdParties, formatNotices, listThirdParties } from "./third-party.ts";

let folder: string;
let packages: BundledPackage[];

async function install(at: string, manifest: object, files: Record<string, string>): Promise<void> {
  const home = join(folder, "node_modules", at);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, "package.json"), JSON.stringify({ main: "index.js", ...manifest }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chat-ip-licences-"));
  const used = 'import "left"; import "@scope/right"; import "./own.js";';
  await writeFile(join(folder, "entry.js"), used);
  await writeFile(join(folder, "own.js"), "console.log(1)");
  await install(
    "left",
    { name: "left", version: "1.0.0", license: "MIT" },
    { "index.js": 'import "inner"; console.log("left")', LICENSE: "Left's licence\r\n" },
  );
  await install(
    "left/node_modules/inner",
    { name: "inner", version: "2.0.0", license: "Apache-2.0" },
    { "index.js": 'console.log("inner")', "LICENSE.md": "Inner's licence", NOTICE: "Inner's notice" },
  );
  await install(
    "@scope/right",
    { name: "@scope/right", version: "3.0.0", license: "GPL-3.0-only" },
    { "index.js": 'console.log("right")' },
  );
  await install("unused", { name: "unused", version: "4.0.0" }, { "index.js": "" });
  const { metafile } = await build({
    entryPoints: [join(folder, "entry.js")],
    absWorkingDir: folder,
    bundle: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  packages = await findBundledPackages(metafile, folder);
});

afterAll(() => rm(folder, { recursive: true }));

describe("findBundledPackages", () => {
  it("finds the packages in a bundle, and what their licence and notice files say", () => {
    expect(packages).toEqual([
      { name: "@scope/right", version: "3.0.0", licence: "GPL-3.0-only", text: "" },
      { name: "inner", version: "2.0.0", licence: "Apache-2.0", text: "Inner's licence\n\nInner's notice" },
      { name: "left", version: "1.0.0", licence: "MIT", text: "Left's licence" },
    ]);
  });
});

describe("compareThirdParties", () => {
  const sound: BundledPackage = { name: "left", version: "1.0.0", licence: "MIT", text: "…" };

  it("accepts what is declared, at any version", () => {
    expect(compareThirdParties([sound], [{ name: "left", licence: "MIT" }])).toEqual([]);
    expect(compareThirdParties([{ ...sound, version: "9.9.9" }], listThirdParties([sound]))).toEqual([]);
  });

  it("finds a package that nobody declared", () => {
    expect(compareThirdParties([sound], [])).toEqual(["left (MIT) is in the bundle but not declared"]);
  });

  it("finds a package that is gone", () => {
    const problems = compareThirdParties([], [{ name: "left", licence: "MIT" }]);
    expect(problems).toEqual(["left (MIT) is declared but not in the bundle"]);
  });

  it("finds a package that changed its licence", () => {
    const changed = { ...sound, licence: "ISC" };
    expect(compareThirdParties([changed], listThirdParties([sound]))).toHaveLength(2);
  });

  it("finds a licence that is not permissive and a missing text, declared or not", () => {
    expect(compareThirdParties(packages, listThirdParties(packages))).toEqual([
      '@scope/right@3.0.0: the licence "GPL-3.0-only" is not permissive',
      "@scope/right@3.0.0 has no licence text, but its licence requires including one",
    ]);
  });
});

describe("formatNotices", () => {
  it("holds each package's name, version, licence and text", () => {
    const notices = formatNotices(packages);
    for (const { name, version, licence, text } of packages) {
      expect(notices).toContain(`${name} ${version} (${licence})`);
      expect(notices).toContain(text);
    }
  });
});

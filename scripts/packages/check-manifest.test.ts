import { describe, expect, it } from "vitest";
import { checkManifest, repositoryUrl } from "./check-manifest.ts";
import type { PackedPackage } from "./pack-packages.ts";

const sound: PackedPackage = {
  name: "@chat-ip/sample",
  folder: "packages/sample",
  tarball: "sample.tgz",
  files: ["LICENSE", "README.md", "dist/index.d.ts", "dist/index.js", "package.json"],
  mapped: [],
  manifest: {
    homepage: "https://github.com/org/chat-ip-action/tree/main/packages/sample#readme",
    bugs: "https://github.com/org/chat-ip-action/issues",
    keywords: ["a", "b", "c", "d", "e"],
    license: "MIT",
    repository: { url: repositoryUrl, directory: "packages/sample" },
    engines: { node: ">=22" },
    dependencies: { "@chat-ip/core": "1.0.0" },
  },
};

describe("checkManifest", () => {
  it("finds nothing in a package that keeps the promises", () => {
    expect(checkManifest(sound)).toEqual([]);
  });

  it("asks a package that is only a program for its program", () => {
    const manifest = { ...sound.manifest, bin: { sample: "./dist/sample.cjs" }, exports: {} };
    const files = ["LICENSE", "README.md", "package.json"];
    expect(checkManifest({ ...sound, files, manifest })).toEqual([
      "@chat-ip/sample: the tarball has no dist/sample.cjs",
    ]);
    expect(checkManifest({ ...sound, files: [...files, "dist/sample.cjs"], manifest })).toEqual([]);
  });

  it.each([
    ["no homepage", { homepage: "" }, "no `homepage`"],
    ["nowhere to report bugs", { bugs: undefined }, "`bugs`"],
    ["too few keywords", { keywords: ["chat"] }, "`keywords`"],
    ["another licence", { license: "ISC" }, "`license` is not MIT"],
    ["a promise for an older Node", { engines: { node: ">=18" } }, "`engines.node` is not >=22"],
    ["no repository", { repository: {} }, "npm refuses its provenance"],
    [
      "another package's folder",
      { repository: { url: repositoryUrl, directory: "packages/core" } },
      "npm refuses",
    ],
    [
      "a dependency that only the workspace has",
      { dependencies: { a: "workspace:*" } },
      "depends on a by workspace:*",
    ],
    ["development dependencies", { devDependencies: { c: "1.0.0" } }, "`devDependencies` is published"],
    ["scripts", { scripts: { build: "tsc" } }, "`scripts` is published"],
    ["such a peer dependency", { peerDependencies: { b: "link:../b" } }, "depends on b by link:../b"],
  ])("finds %s", (_name, change, problem) => {
    const problems = checkManifest({ ...sound, manifest: { ...sound.manifest, ...change } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  it("finds a file that names a source map", () => {
    expect(checkManifest({ ...sound, mapped: ["dist/index.js"] })).toEqual([
      "@chat-ip/sample: dist/index.js names a source map, and the tarball has none",
    ]);
  });

  it.each(["LICENSE", "README.md", "dist/index.js", "dist/index.d.ts"])(
    "finds that %s is missing",
    (file) => {
      const files = sound.files.filter((other) => other !== file);
      expect(checkManifest({ ...sound, files })).toEqual([`@chat-ip/sample: the tarball has no ${file}`]);
    },
  );

  it.each(["dist/index.js.map", "dist/index.test.js", "src/index.ts", "test/run.js", "tsconfig.json"])(
    "finds that %s is shipped",
    (file) => {
      const files = [...sound.files, file];
      expect(checkManifest({ ...sound, files })).toEqual([`@chat-ip/sample: the tarball ships ${file}`]);
    },
  );
});

import { cpSync, existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkDocs } from "./check-docs.ts";
import { repositoryRoot } from "./report-problems.ts";

let root: string;
let broken: string;

/** What is changed, what then is found, and in which file by which words. */
const faults: readonly (readonly [
  fault: string,
  path: string,
  from: string | RegExp,
  to: string,
  problem: string,
])[] = [
  [
    "an input table that is stale",
    "actions/chat-ip/action.yml",
    "App admin account",
    "Some account",
    "“inputs” is stale",
  ],
  [
    "an input without its Chinese",
    "actions/chat-ip/action.yml",
    "Base URL",
    "Address",
    'no Chinese translation of "Address of the API',
  ],
  [
    "a default that changed",
    "actions/chat-ip/action.yml",
    'default: "30"',
    'default: "40"',
    "“inputs-zh-cn” is stale",
  ],
  [
    "an example that isn't the workflow",
    ".github/workflows/chat-ips.yml",
    "singapore",
    "seoul",
    "“workflow” is stale",
  ],
  ["a dead link", "docs/security.md", "../SECURITY.md", "../SAFETY.md", "../SAFETY.md does not exist"],
  [
    "a dead link in the Action's README",
    "actions/chat-ip/README.md",
    "docs/security.md",
    "docs/safety.md",
    "docs/safety.md does not exist",
  ],
  [
    "a link to a heading that was renamed",
    "docs/many-apps.md",
    "## Which limit binds first",
    "## Limits",
    "leads to no heading of docs/many-apps.md",
  ],
  [
    "a section that the Chinese README lacks",
    "README.zh-CN.md",
    /^## 它不做什么\n/m,
    "",
    "README.zh-CN.md: section",
  ],
  [
    "a row that the Chinese troubleshooting lacks",
    "docs/zh-CN/troubleshooting.md",
    /^\| 7xxxx .*\n/m,
    "",
    "docs/zh-CN/troubleshooting.md: table",
  ],
  [
    "a Chinese word that isn't the vendor's",
    "docs/zh-CN/getting-started.md",
    "选择您的 IM 应用",
    "选择你的 IM 应用",
    "“你” should be “您”",
  ],
  [
    "a picture that is too heavy",
    "docs/pictures/pull-request.dark.png",
    /^/,
    "x".repeat(100_000),
    "pull-request.dark.png: has",
  ],
  [
    "a workflow with a misspelt input",
    "docs/recipes/terraform.md",
    /^( +)formats:/m,
    "$1format:",
    "no input `format`",
  ],
  [
    "a workflow with an unpinned action",
    "docs/recipes/app-token.md",
    /token@[0-9a-f]{40} #/,
    "token@v3 #",
    "not pinned",
  ],
  [
    "TypeScript that doesn't compile",
    "docs/security.md",
    "expireSeconds: twoDays",
    "expires: twoDays",
    "'expires' does not exist",
  ],
  [
    "an architecture chart that misses an import",
    "packages/report/src/index.ts",
    /^/,
    'export { signUserSig } from "@chat-ip/emulator";\n',
    "“architecture” is stale",
  ],
  ["a shell script that bash can't read", "docs/recipes/nginx-reload.md", /^fi$/m, "", "syntax error"],
];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "chat-ip-docs-"));
  const documents = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"];
  const folders = [".changeset", ".github", "actions", "docs", "examples", "packages", "scripts"];
  for (const path of [...documents, ...folders, "package.json", "tsconfig.base.json"]) {
    cpSync(join(repositoryRoot, path), join(root, path), {
      recursive: true,
      filter: (from) => !/[\\/](node_modules|dist|\.turbo)$/.test(from),
    });
  }
  const rooms = (await readdir(join(repositoryRoot, "packages"))).map((name) => `packages/${name}`);
  for (const folder of [".", ...rooms]) {
    if (!existsSync(join(repositoryRoot, folder, "node_modules"))) continue;
    await symlink(join(repositoryRoot, folder, "node_modules"), join(root, folder, "node_modules"));
  }
  for (const [, path, from, to] of faults) {
    const text = await readFile(join(root, path), "utf8");
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${path} holds no ${from}`);
    await writeFile(join(root, path), changed);
  }
  broken = (await checkDocs(root)).problems.join("\n");
});

afterAll(() => rm(root, { recursive: true }));

describe("checkDocs", () => {
  // That it finds nothing in this repository is a step of its own: `documents`, in check/steps.ts.
  it.each(faults)("finds %s", (_fault, _path, _from, _to, problem) => {
    expect(broken).toContain(problem);
  });

  it("makes the generated parts anew when told to", async () => {
    await checkDocs(root, { write: true });
    const problems = (await checkDocs(root)).problems.join("\n");
    expect(problems).not.toContain("is stale");
    expect(await readFile(join(root, "README.md"), "utf8")).toContain("region: seoul");
  });
});

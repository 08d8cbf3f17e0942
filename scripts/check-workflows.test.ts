import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkWorkflows } from "./check-workflows.ts";
import { repositoryRoot } from "./report-problems.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "chat-ip-workflows-"));
  await cp(join(repositoryRoot, ".github"), join(root, ".github"), { recursive: true });
  await cp(join(repositoryRoot, "actions/chat-ip/action.yml"), join(root, "actions/chat-ip/action.yml"));
});

afterAll(() => rm(root, { recursive: true }));

/** What is found when one file says `to` where it said `from`. */
async function problemsAfter(path: string, from: string | RegExp, to: string): Promise<string> {
  const text = await readFile(join(root, path), "utf8");
  const broken = text.replace(from, to);
  expect(broken).not.toBe(text);
  await writeFile(join(root, path), broken);
  try {
    return (await checkWorkflows(root)).problems.join("\n");
  } finally {
    await writeFile(join(root, path), text);
  }
}

describe("checkWorkflows", () => {
  it("finds nothing in this repository", async () => {
    expect((await checkWorkflows(repositoryRoot)).problems).toEqual([]);
  });

  it.each<[string, string, string | RegExp, string, string]>([
    [
      "a job that needs one that isn't there",
      ".github/workflows/ci.yml",
      "needs: [test,",
      "needs: [tests,",
      "needs",
    ],
    ["a misspelt key", ".github/workflows/codeql.yml", "runs-on:", "run-on:", "run-on"],
    ["an unknown context", ".github/workflows/chat-ips.yml", "vars.CHAT", "variables.CHAT", "variables"],
    ["a cron expression with six fields", ".github/workflows/chat-ips.yml", '"17 */6', '"0 17 */6', "CRON"],
    ["an unpinned action", ".github/workflows/codeql.yml", /init@\S+ # \S+/, "init@v4", "not pinned"],
    [
      "a description that is too long for the Marketplace",
      "actions/chat-ip/action.yml",
      "description: Keeps",
      `description: ${"Very well, it ".repeat(5)}Keeps`,
      "the Marketplace takes 120",
    ],
    [
      "an unknown key in action.yml",
      "actions/chat-ip/action.yml",
      "  path:\n",
      "  path:\n    typ: x\n",
      "typ",
    ],
    [
      "an Action on a retired runtime",
      "actions/chat-ip/action.yml",
      "using: node24",
      "using: node12",
      "node12",
    ],
    [
      "an input that the Action lacks",
      ".github/workflows/chat-ips.yml",
      "region:",
      "regions:",
      "no input `regions`",
    ],
    [
      "a key that the Action needs",
      ".github/workflows/chat-ips.yml",
      /^ +secret-key: .*\n/m,
      "",
      "needs `secret-key`",
    ],
    [
      "an issue form that asks nothing",
      ".github/ISSUE_TEMPLATE/idea.yml",
      "body:",
      "content:",
      "asks nothing",
    ],
    ["broken YAML in dependabot.yml", ".github/dependabot.yml", "updates:", "updates: [", "dependabot.yml"],
  ])("finds %s", async (_name, path, from, to, problem) => {
    expect(await problemsAfter(path, from, to)).toContain(problem);
  });

  it("finds that there is no workflow to check", async () => {
    await rm(join(root, ".github/workflows"), { recursive: true });
    expect((await checkWorkflows(root)).problems).toEqual([".github/workflows contains no workflow"]);
  });
});

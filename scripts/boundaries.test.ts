import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";

const configuration = JSON.parse(
  readFileSync(fileURLToPath(new URL("../biome.json", import.meta.url)), "utf8"),
);

type Case = readonly [file: string, line: string];

const refused: readonly Case[] = [
  ["packages/core/src/request.ts", 'import { compare } from "@chat-ip/allowlist";'],
  ["packages/allowlist/src/compare.ts", 'import { lists } from "@chat-ip/core";'],
  ["packages/emulator/src/user-sig.ts", 'import { verifyUserSig } from "@chat-ip/core";'],
  ["packages/github-emulator/src/server.ts", 'import { createEmulator } from "@chat-ip/emulator";'],
  ["packages/emulator/src/user-sig.ts", 'import { x } from "../../core/src/usersig.ts";'],
  ["packages/core/src/a.test.ts", 'import { x } from "@chat-ip/emulator/src/lists.ts";'],
  ["packages/core/src/a.ts", 'import { run } from "../../../actions/chat-ip/src/run.ts";'],
  ["packages/commands/src/index.ts", 'import { lists } from "@chat-ip/core";'],
  ["packages/allowlist/src/compare.ts", 'import { webhookTable } from "@chat-ip/commands/webhook-table";'],
  ["packages/core/src/request.ts", 'import { x } from "@chat-ip/commands/src/webhooks/table.ts";'],
  ["packages/webhooks/src/verify.ts", 'import { lists } from "@chat-ip/core";'],
  ["packages/sync/src/run.ts", 'import { createGitHub } from "@chat-ip/github";'],
  ["packages/sync/src/run.ts", 'import { renderBody } from "@chat-ip/report";'],
  ["packages/report/src/body.ts", 'import { createGitHub } from "@chat-ip/github";'],
  ["packages/report/src/body.ts", 'import { createEmulator } from "@chat-ip/emulator";'],
  ["packages/report/src/body.ts", 'import { gradeOf } from "@chat-ip/sync";'],
  ["packages/report/src/body.ts", 'import { gradeOf, type RunOutcome } from "@chat-ip/sync";'],
  ["packages/report/src/body.ts", 'import * as sync from "@chat-ip/sync";'],
  ["packages/report/src/body.ts", 'import sync from "@chat-ip/sync";'],
  ["packages/report/src/body.ts", 'export { gradeOf } from "@chat-ip/sync";'],
  ["packages/report/src/body.ts", 'import { createChatClient } from "@chat-ip/core";'],
  ["packages/github/src/github.ts", 'import { createAskList } from "@chat-ip/core";'],
  ["packages/github/src/github.ts", 'import { renderBody } from "@chat-ip/report";'],
  ["packages/github/src/github.ts", 'import { decide } from "@chat-ip/sync/src/decision/decide.ts";'],
  ["packages/core/src/request.ts", 'import { run } from "@chat-ip/sync";'],
  ["packages/allowlist/src/compare.ts", 'import type { Message } from "@chat-ip/sync";'],
  ["packages/cli/src/main.ts", 'import { createEmulator } from "@chat-ip/emulator";'],
  ["packages/cli/src/main.ts", 'import { run } from "../../../actions/chat-ip/src/run.ts";'],
  ["actions/chat-ip/src/run.ts", 'import { createEmulator } from "@chat-ip/emulator";'],
  ["actions/chat-ip/src/run.ts", 'import { x } from "../../../packages/core/src/errors.ts";'],
];

const allowed: readonly Case[] = [
  ["packages/core/src/a.test.ts", 'import { createEmulator } from "@chat-ip/emulator";'],
  ["packages/core/src/request.ts", 'import type { Webhooks } from "@chat-ip/commands";'],
  ["packages/emulator/src/webhook.ts", 'import { webhookTable } from "@chat-ip/commands/webhook-table";'],
  ["packages/webhooks/src/verify.ts", 'import { webhookTable } from "@chat-ip/commands/webhook-table";'],
  ["packages/webhooks/src/source.ts", 'import { createMatcher } from "@chat-ip/allowlist";'],
  ["packages/sync/src/run.ts", 'import { compare } from "@chat-ip/allowlist";'],
  ["packages/sync/src/run.ts", 'import { lists } from "@chat-ip/core";'],
  ["packages/report/src/body.ts", 'import type { RunOutcome } from "@chat-ip/sync";'],
  ["packages/report/src/body.ts", 'import { errorCodes, type ListName } from "@chat-ip/core";'],
  ["packages/report/src/body.ts", 'import { countAddresses } from "@chat-ip/allowlist";'],
  ["packages/github/src/github.ts", 'import { ForgeError } from "@chat-ip/sync/start";'],
  ["actions/chat-ip/src/run.ts", 'import { readRepository } from "@chat-ip/sync/start";'],
  ["packages/cli/src/main.ts", 'import { compare } from "@chat-ip/allowlist";'],
  ["packages/cli/src/main.ts", 'import { requestFields } from "@chat-ip/commands/request-fields";'],
  ["actions/chat-ip/src/run.ts", 'import { compare } from "@chat-ip/allowlist";'],
  ["actions/chat-ip/test/create.test.ts", 'import { createEmulator } from "@chat-ip/emulator";'],
];

const keyOf = ([file, line]: Case): string => `${file}: ${line}`;

/** Lints each line in its file with the project's linter, in a folder that contains nothing else. @returns the refused ones */
function lint(cases: readonly Case[]): Set<string> {
  const found = new Set<string>();
  let left = [...cases];
  while (left.length > 0) {
    // Each round lints all files at once. A file that has several cases takes several rounds.
    const round = new Map(left.map((each) => [each[0], each] as const).reverse());
    left = left.filter((each) => round.get(each[0]) !== each);
    const folder = mkdtempSync(join(tmpdir(), "chat-ip-boundaries-"));
    try {
      writeFileSync(
        join(folder, "biome.json"),
        JSON.stringify({ ...configuration, vcs: { enabled: false } }),
      );
      for (const [file, line] of round.values()) {
        mkdirSync(join(folder, dirname(file)), { recursive: true });
        writeFileSync(join(folder, file), `${line}\n`);
      }
      const args = ["lint", "--only=style/noRestrictedImports", "--max-diagnostics=none", "."];
      const { stdout, stderr } = spawnSync("biome", args, { cwd: folder, encoding: "utf8" });
      const output = `${stdout}${stderr}`;
      // Beside them, biome.json.
      expect(output).toContain(`Checked ${round.size + 1} file`);
      for (const each of round.values()) {
        if (output.includes(`${each[0]}:1:`)) found.add(keyOf(each));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return found;
}

let found: ReadonlySet<string>;

beforeAll(() => {
  found = lint([...refused, ...allowed]);
});

it.each(refused)("refuses in %s: %s", (...each) => {
  expect([...found]).toContain(keyOf(each));
});

it.each(allowed)("allows in %s: %s", (...each) => {
  expect([...found]).not.toContain(keyOf(each));
});

it("refuses files that import each other, types included", () => {
  const folder = mkdtempSync(join(tmpdir(), "chat-ip-cycles-"));
  try {
    writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...configuration, vcs: { enabled: false } }));
    writeFileSync(join(folder, "one.ts"), 'import type { Two } from "./two.ts";\nexport type One = Two;\n');
    writeFileSync(join(folder, "two.ts"), 'import type { One } from "./one.ts";\nexport type Two = One;\n');
    const args = ["lint", "--only=suspicious/noImportCycles", "."];
    const { stdout, stderr } = spawnSync("biome", args, { cwd: folder, encoding: "utf8" });
    expect(`${stdout}${stderr}`).toMatch(/one\.ts:1:\d+[\s\S]*two\.ts:1:\d+/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

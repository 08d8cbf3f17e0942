import { isListName, listNames } from "@chat-ip/core";
import { withClient } from "../api-client.ts";
import type { CommandBody } from "../command.ts";
import { checkApp, checkKey } from "../doctor/check-app.ts";
import { checkFiles } from "../doctor/check-files.ts";
import { checkHosts } from "../doctor/check-hosts.ts";
import { checkWorkflow } from "../doctor/check-workflow.ts";
import type { Finding } from "../doctor/finding.ts";
import { combineExitCodes, exitCodes } from "../exit-codes.ts";
import { folderOf } from "../sets/read-lists.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readConnection } from "../settings/connection.ts";
import { connectionFlags, connectionSettings } from "../settings/connection-flags.ts";
import { padCell } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";

function write(finding: Finding, terminal: Terminal): void {
  const { style } = terminal;
  const marks = {
    ok: style.green("✓"),
    warning: style.yellow("!"),
    failed: style.red("✗"),
    skipped: style.dim("-"),
  };
  const { check, state, what, remedy } = finding;
  const say = words().doctor;
  terminal.write(
    `${marks[state]} ${padCell(say.check(check), 15)} ${what}${remedy === undefined || remedy === "" ? "" : say.remedyAfter + remedy}\n`,
  );
}

export const doctor: CommandBody = {
  details:
    "One line each, with the remedy. If the key or the app is refused, all regions are asked which of them knows the app; " +
    "each then receives a UserSig. Exit code 4 if the API refuses, 1 if something else failed.",
  settings: [...connectionSettings, "lists", "path"],
  flags: connectionFlags,
  examples: [
    { line: "chat-ip doctor", does: "what is wrong?" },
    { line: "chat-ip doctor --json", does: "for a ticket: it holds no secret" },
  ],
  async run({ sources, terminal, env, cwd, signal }) {
    const given = sources();
    const reader = readerOfOneApp(given);
    // Without a region, doctor still works: it finds the region out.
    const hasDestination = reader.text("region") !== null || reader.text("endpoint") !== null;
    const usable = hasDestination
      ? reader
      : readerOfOneApp({ ...given, flags: { ...given.flags, region: "china" } });
    const connection = readConnection(usable);
    const lists = usable.names("lists", isListName) ?? listNames;
    usable.finish();
    terminal.progress(words().doctor.looking);
    const [hosts, app, files, workflow] = await Promise.all([
      checkHosts(connection, env),
      withClient(connection, terminal, (client) => checkApp(client, connection, lists, signal)),
      checkFiles(folderOf(usable)),
      checkWorkflow(cwd, env),
    ]);
    const findings = [...hosts, checkKey(connection), ...app, files, workflow];
    if (terminal.json) {
      terminal.writeJson("doctor", { findings: findings.map(({ exitCode: _, ...finding }) => finding) });
    } else for (const finding of findings) write(finding, terminal);
    return combineExitCodes(
      findings.map(({ state, exitCode }) =>
        state === "failed" ? (exitCode ?? exitCodes.error) : exitCodes.ok,
      ),
    );
  },
};

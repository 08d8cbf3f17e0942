import { countAddresses } from "@chat-ip/allowlist";
import { wordsOf } from "@chat-ip/report";
import type { ListOutcome } from "@chat-ip/sync";
import { driftLines } from "../commands/diff.ts";
import { isRefusal } from "../describe-error.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { counted, formatAddressCount } from "../quantities.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type CheckedList, fileOf } from "./compare-lists.ts";

function labelOf({ app, list }: ListOutcome): string {
  return app === null ? list : `${app}/${list}`;
}

/** Shows what would change in each list's files, and at the end in a line. Data goes to stdout, problems to stderr. */
export function writePlan(lists: readonly CheckedList[], terminal: Terminal): void {
  const { style } = terminal;
  for (const checked of lists) {
    const { outcome, files } = checked;
    if (outcome.status !== "drift" && outcome.status !== "held-back") continue;
    terminal.write(`${style.bold(fileOf(checked))}${outcome.file.exists ? "" : " (new file)"}\n`);
    terminal.write(driftLines(outcome.drift, style).replace(/^/gm, "  ").trimEnd());
    if (outcome.drift.differs) terminal.write("\n");
    for (const { line, reason } of outcome.invalid) {
      terminal.write(
        `  ${style.yellow(`~ line ${line} is not a valid address (${reason}) and would be removed`)}\n`,
      );
    }
    for (const [path, file] of files ?? []) {
      if (path === fileOf(checked)) continue;
      terminal.write(`  ${file === null ? style.red(`- ${path}`) : style.green(`~ ${path}`)}\n`);
    }
    terminal.write("\n");
  }
  reportProblems(
    lists.map(({ outcome }) => outcome),
    terminal,
  );
}

/** What failed or is held back, once for each cause. */
function reportProblems(outcomes: readonly ListOutcome[], terminal: Terminal): void {
  const causes = new Map<string, string[]>();
  for (const outcome of outcomes) {
    if (outcome.status !== "failed") continue;
    const { what, remedy } = wordsOf("en").failure(outcome.failure);
    const key = JSON.stringify({ what, remedy });
    causes.set(key, [...(causes.get(key) ?? []), labelOf(outcome)]);
  }
  for (const [key, names] of causes) {
    const { what, remedy }: { what: string; remedy: string } = JSON.parse(key);
    terminal.fail({ what: `${names.join(", ")}: could not be loaded.`, why: what, remedy });
  }
  for (const outcome of outcomes) {
    if (outcome.status === "failed") continue;
    const { findings, unreadable, file, nearMisses } = outcome;
    if (outcome.status === "held-back") {
      terminal.fail({
        what: `${labelOf(outcome)} is held back: its files stay as they are.`,
        why: findings.map(({ message }) => message).join(" "),
        remedy:
          unreadable === null
            ? `If the answer is right, let it through once with --allow-suspicious ${labelOf(outcome)}@${outcome.answerDigest}.`
            : unreadable.remedy,
      });
    }
    if (outcome.status !== "held-back" && outcome.heldRemovals.length > 0) {
      terminal.fail({
        what: `${labelOf(outcome)}: removals are held back; the prefixes stay in the file.`,
        why: findings.map(({ message }) => message).join(" "),
        remedy: `If they are right, let them through once with --allow-suspicious ${labelOf(outcome)}@${outcome.answerDigest}.`,
      });
    }
    if (outcome.waiting.length > 0) {
      const [next] = outcome.waiting.map(({ dueAt }) => dueAt.toISOString().slice(0, 16)).sort();
      const many = counted(outcome.waiting.length, "removal waits", "removals wait");
      terminal.say(`${labelOf(outcome)}: ${many}, the first until ${next}Z.`);
    }
    for (const { line } of nearMisses) {
      terminal.warn({
        what: `${file.path}, line ${line} is read as a plain comment.`,
        remedy: "Write `# keep: reason` to protect the lines below it.",
      });
    }
  }
}

/** One line about all lists. */
export function planSummary(lists: readonly CheckedList[]): string {
  const outcomes = lists.map(({ outcome }) => outcome);
  const drifted = outcomes.filter((one) => one.status === "drift");
  const current = outcomes.filter(({ status }) => status === "current").length;
  const rest = outcomes.length - drifted.length - current;
  const others =
    rest === 0
      ? ""
      : ` ${counted(rest, "list", "lists")} could not be compared or ${rest === 1 ? "is" : "are"} held back.`;
  if (drifted.length === 0) {
    return current === 0
      ? `Nothing was compared.${others}`
      : `${counted(current, "list is", "lists are")} up to date.${others}`;
  }
  // What several lists share counts once.
  const gained = countAddresses(drifted.flatMap(({ drift }) => drift.opened));
  const lost = countAddresses(drifted.flatMap(({ drift }) => drift.closed));
  const opens = gained.ipv4 + gained.ipv6 > 0n ? formatAddressCount(gained) : "nothing";
  const closes = lost.ipv4 + lost.ipv6 > 0n ? formatAddressCount(lost) : "nothing";
  return `${counted(drifted.length, "list differs", "lists differ")}: opens ${opens}, closes ${closes}. ${counted(current, "list is", "lists are")} up to date.${others}`;
}

/** The exit codes of all lists. */
export function exitCodesOf(lists: readonly CheckedList[]): readonly ExitCode[] {
  return lists.flatMap(({ outcome }) => exitCodesOfList(outcome));
}

function exitCodesOfList(outcome: ListOutcome): readonly ExitCode[] {
  if (outcome.status === "failed") {
    const { code } = outcome.failure;
    return [code !== null && isRefusal(code) ? exitCodes.notAuthorised : exitCodes.error];
  }
  if (outcome.status === "held-back") return [exitCodes.heldBack];
  return [
    outcome.status === "drift" ? exitCodes.drift : exitCodes.ok,
    outcome.heldRemovals.length > 0 ? exitCodes.heldBack : exitCodes.ok,
  ];
}

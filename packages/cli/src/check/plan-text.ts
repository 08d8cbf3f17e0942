import { countAddresses } from "@chat-ip/allowlist";
import type { ListOutcome, LoadedList } from "@chat-ip/sync";
import { driftLines } from "../commands/diff.ts";
import { isRefusal } from "../exit-code-of.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { language, words } from "../words/words.ts";
import { type CheckedList, fileOf } from "./compare-lists.ts";

function labelOf({ app, list }: ListOutcome): string {
  return app === null ? list : `${app}/${list}`;
}

/** Shows what would change in each list's files, unless only problems are wanted. Data goes to stdout, problems to stderr. */
export async function writePlan(lists: readonly CheckedList[], terminal: Terminal): Promise<void> {
  const { style } = terminal;
  const say = words().plan;
  for (const checked of terminal.quiet ? [] : lists) {
    const { outcome, files } = checked;
    if (outcome.status !== "drift" && outcome.status !== "held-back") continue;
    terminal.write(`${style.bold(fileOf(checked))}${outcome.file.exists ? "" : say.newFile}\n`);
    terminal.write(driftLines(outcome.drift, style).replace(/^/gm, "  ").trimEnd());
    if (outcome.drift.differs) terminal.write("\n");
    for (const { line, reason } of outcome.invalid) {
      terminal.write(`  ${style.yellow(say.badLine(line, words().sets.reason(reason)))}\n`);
    }
    for (const [path, file] of files ?? []) {
      if (path === fileOf(checked)) continue;
      terminal.write(`  ${file === null ? style.red(`- ${path}`) : style.green(`~ ${path}`)}\n`);
    }
    terminal.write("\n");
  }
  await reportProblems(
    lists.map(({ outcome }) => outcome),
    terminal,
  );
}

/** What failed or is held back, once for each cause. */
async function reportProblems(outcomes: readonly ListOutcome[], terminal: Terminal): Promise<void> {
  const problems = outcomes.filter(
    (one) => one.status === "failed" || one.status === "held-back" || one.heldRemovals.length > 0,
  );
  // The report's words take a while to load, and mostly there is no problem to tell.
  const report = problems.length === 0 ? null : (await import("@chat-ip/report")).wordsOf(language());
  const whyOf = ({ findings, file }: LoadedList): string =>
    findings.map((finding) => report?.finding(finding, file.path) ?? "").join(" ");
  const say = words().plan;
  const causes = new Map<string, string[]>();
  for (const outcome of outcomes) {
    if (outcome.status !== "failed") continue;
    const { what = "", remedy = "" } = report?.failure(outcome.failure) ?? {};
    const key = JSON.stringify({ what, remedy });
    causes.set(key, [...(causes.get(key) ?? []), labelOf(outcome)]);
  }
  for (const [key, names] of causes) {
    const { what, remedy }: { what: string; remedy: string } = JSON.parse(key);
    terminal.fail(say.notLoaded(names, what, remedy));
  }
  for (const outcome of outcomes) {
    if (outcome.status === "failed") continue;
    const { unreadable, file, nearMisses } = outcome;
    const answer = `${labelOf(outcome)}@${outcome.answerDigest}`;
    if (outcome.status === "held-back") {
      const remedy = unreadable === null ? say.letThrough(answer) : say.unreadableRemedy(unreadable.remedy);
      terminal.fail(say.heldBack(labelOf(outcome), whyOf(outcome), remedy));
    }
    if (outcome.status !== "held-back" && outcome.heldRemovals.length > 0) {
      terminal.fail(say.removalsHeldBack(labelOf(outcome), whyOf(outcome), answer));
    }
    if (outcome.waiting.length > 0) {
      const [next] = outcome.waiting.map(({ dueAt }) => dueAt.toISOString().slice(0, 16)).sort();
      terminal.say(say.waiting(labelOf(outcome), outcome.waiting.length, `${next}Z`));
    }
    for (const { line } of nearMisses) {
      terminal.warn(say.nearMiss(file.path, line));
    }
  }
}

/** One line about all lists. */
export function planSummary(lists: readonly CheckedList[]): string {
  const outcomes = lists.map(({ outcome }) => outcome);
  const drifted = outcomes.filter((one) => one.status === "drift");
  const current = outcomes.filter(({ status }) => status === "current").length;
  const rest = outcomes.length - drifted.length - current;
  const { plan: say, amounts } = words();
  const others = rest === 0 ? "" : say.notCompared(rest);
  if (drifted.length === 0) {
    return (current === 0 ? say.nothingCompared : say.upToDate(current)) + others;
  }
  // What several lists share counts once.
  const gained = countAddresses(drifted.flatMap(({ drift }) => drift.opened));
  const lost = countAddresses(drifted.flatMap(({ drift }) => drift.closed));
  const opens = gained.ipv4 + gained.ipv6 > 0n ? amounts.addressCount(gained) : null;
  const closes = lost.ipv4 + lost.ipv6 > 0n ? amounts.addressCount(lost) : null;
  const main = say.differ(drifted.length, opens, closes) + (current === 0 ? "" : say.upToDate(current));
  return (main + others).trim();
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

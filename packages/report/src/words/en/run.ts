import type { Why } from "@chat-ip/sync";
import { code, plain } from "../../text/escape.ts";
import { quantitiesOf } from "../../text/quantities.ts";
import type { RunWords } from "../run-words.ts";
import { englishComments } from "./comments.ts";

const reasons: Readonly<Record<Exclude<Why, "closed-by-a-person">, string>> = {
  "nothing-to-change": "The lists that were checked have not changed.",
  proposed: "It proposes the differences between the committed and the live lists.",
  "proposed-again": "It proposes what the lists say now.",
  "up-to-date": "It is up to date.",
  "others-unknown": "The lists that were loaded have not changed; the others are unknown.",
  "drift-gone": "The committed files hold all live addresses again.",
  edited: "Someone edited the allowlists on the branch, so nothing was pushed.",
  "obsolete-edited":
    "Nothing is left to change, but someone edited the allowlists on the branch. Close it by hand.",
  conflict: "The base conflicts with the branch, and others have committed to it, so nothing was pushed.",
  "merged-as-judged": "All rules for merging it automatically were met.",
};

/** The words of the summary, the annotations and the comments in English. */
export function englishRun(): RunWords {
  const { number, counted, list } = quantitiesOf("en");
  const pullRequest = (id: number | null): string =>
    id === null ? "the pull request" : `pull request #${id}`;
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    allowlists: "Chat IP allowlists",
    runLink: (id) => (id === null ? "this run" : `run ${id}`),
    runSummary: "the job summary of the run",
    pullRequest,
    leftOut: (where, omitted, summary) =>
      where === "summary"
        ? `**Left out because the summary would be too long:** ${omitted}. The JSON report (output ${code("report")}) has everything.`
        : `**Left out because this would be too long:** ${omitted}. See ${summary} or the diff.`,
    sections: { changes: "the changes", noticed: "what was noticed", waiting: "the waiting removals" },
    omittedChanges: (count) => counted(count, "change", "changes"),
    headings: {
      firstVersion: (prefixes) => `First version, ${counted(prefixes, "prefix", "prefixes")}`,
      changed: (moved, count) => `${moved} ${count === 1 ? "prefix" : "prefixes"}`,
      badLines: (count) => `${counted(count, "unreadable line", "unreadable lines")} replaced`,
      formats: "files in other formats updated",
      noChange: "no change",
      nothingProposed: "nothing proposed",
      nothingCompared: "could not check any list",
      failed: "the run failed",
      wrongInputs: "wrong inputs",
    },
    nothingProposed:
      "**Nothing is proposed.** What can't be trusted is held back, and nothing else has changed.",
    nothingCompared: (requests) =>
      `**Could not check any list: ${requests === 1 ? "the request" : `all ${number(requests)} requests`} failed.** Nothing was compared and nothing was changed.`,
    wrongInputs: (count) =>
      `**${count === 1 ? "One input is" : `${number(count)} inputs are`} wrong.** No request was sent and nothing was changed.`,
    runFailed: "**The run failed.**",
    workedOn: (link) => `It was working on ${link}. The next run continues from there.`,
    done({ operation }, link) {
      switch (operation) {
        case "none":
          return "**Nothing to do.**";
        case "created":
          return `**Opened ${link}.**`;
        case "updated":
          return `**Updated ${link}.**`;
        case "unchanged":
          return `**Left ${link} as it is.**`;
        case "closed":
          return `**Closed ${link}.**`;
        case "merged":
          return `**Merged ${link}.**`;
        case "blocked":
          return `**Did not update ${link}: someone has to decide.**`;
        case "suppressed":
          return `**Not proposed again** (${link}).`;
      }
    },
    why: (why, id) =>
      why === "closed-by-a-person"
        ? `Someone closed ${id === null ? "a pull request" : `#${id}`} with this exact change. Set ${code("recreate-closed: true")} to propose it again.`
        : reasons[why],
    startsNoWorkflow: "It was merged with the workflow's own token, so the push starts no other workflow.",
    mergeWait: (wait) =>
      ({
        checks: "Not merged yet: a required check is still running or has failed. The next run tries again.",
        review: "Not merged yet: a required review is missing. The next run tries again.",
        mergeability:
          "Not merged yet: GitHub is still working out whether it can be merged. The next run tries again.",
        "no-required-check":
          "Not merged: the base has no required check. Add one, so that only tested changes merge on their own.",
      })[wait],
    openFor: (hours) =>
      `Open for ${hours < 48 ? counted(Math.floor(hours), "hour", "hours") : counted(Math.floor(hours / 24), "day", "days")}.`,
    signed: (commit) => `Commit ${commit} is signed and verified.`,
    notSigned: (commit, reason) =>
      `Commit ${commit} is not verified${reason === null ? "" : ` (${plain(reason)})`}. A rule that requires signed commits would refuse it.`,
    noDrift: (base) => `**No change** in the lists that were compared with ${base}.`,
    outOfDate: (differing, all, base) =>
      `**Out of date:** ${number(differing)} of ${counted(all, "list", "lists")} ${differing === 1 ? "differs" : "differ"} from ${base}.`,
    checkOnly: (differs) =>
      `This run only checks; nothing was written.${differs ? ` ${code("mode: pull-request")} would propose it.` : ""}`,
    endsRed(failed, heldBack, heldRemovals, all) {
      const of = all === 1 ? "the only list" : `${counted(all, "list", "lists")}`;
      const parts = [
        failed > 0 ? `${number(failed)} of ${of} could not be loaded` : "",
        heldBack > 0 ? `${number(heldBack)} of ${of} ${heldBack === 1 ? "is" : "are"} held back` : "",
        heldRemovals > 0 ? `removals in ${counted(heldRemovals, "list", "lists")} are held back` : "",
      ].filter((part) => part !== "");
      return `The run ends red: ${list(parts)}.`;
    },
    warningsTitle: "Warnings",
    timingsTitle: "Timings",
    timingsHead: ["List", "Result", "Took"],
    results: {
      current: "no change",
      drift: "changed",
      "held-back": "held back",
      failed: "could not be loaded",
    },
    took: (duration) => `The run took ${duration}.`,
    listLine: {
      failed: (code) => `could not be loaded${code === null ? "" : ` (code ${code})`}`,
      asCommitted: "as committed",
      writtenDifferently: "same addresses, written differently",
      heldBack: (rules) => `held back (${rules.join(", ")})`,
      waiting: (count) => `${counted(count, "removal", "removals")} waiting`,
      heldRemovals: (count) => `${counted(count, "removal", "removals")} held back`,
      badLines: (count) => counted(count, "unreadable line", "unreadable lines"),
    },
    annotations: {
      runFailed: "The run failed",
      wrongInputs: "Wrong inputs",
      failed: (names) => `Could not load ${names}`,
      heldBack: (names) => `Held back: ${names}`,
      heldRemovals: (names, count) => `Held back in ${names}: ${counted(count, "removal", "removals")}`,
      letThrough: (names) => `Let through by allow-suspicious: ${names}`,
      outOfDate: "The allowlists are out of date",
      outOfDateMessage: (names, count, path, base) =>
        `${names} ${count === 1 ? "differs" : "differ"} from ${path} on ${base}. This run only checks; nothing was written.`,
      pullRequest: (id, what) =>
        `${capital(id === null ? "the pull request" : `pull request #${id}`)} ${what === "blocked" ? "was not updated" : `was ${what}`}`,
      notAgain: "Not proposed again",
      fileUnchanged: "The file is unchanged.",
      moreWarnings: (count) => `And ${number(count)} more warnings: see the job summary.`,
      workedOn: (id, url) => `It was working on pull request #${id}, ${url}`,
    },
    comments: englishComments,
    newsIntro: (base) => `What the lists say now, compared with ${base}:`,
    oneOfThese: "Do one of these:",
  };
}

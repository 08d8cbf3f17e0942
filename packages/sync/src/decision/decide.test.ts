import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FileMap, proposalDigest } from "../lists/file-map.ts";
import { listFilePath } from "../lists/list-files.ts";
import type { NewFile } from "../lists/propose-files.ts";
import type { PullRequest } from "../ports/repository.ts";
import type { PresentBranch } from "./branch.ts";
import type { CommitPlan } from "./commit-plan.ts";
import { type Decision, decide, type Situation } from "./decide.ts";
import { proposedBefore, proposedInPart, type Question } from "./history.ts";
import { renderRegion, sha256 } from "./markers.ts";
import type { BranchFiles, Proposal } from "./proposal.ts";

const folders = [{ app: null, path: "chat-ips" }];
const idOf = (content: string): string => `id of ${content}`;
const newFile = (content: string): NewFile => ({ id: idOf(content), content });

// Three files with three possible contents, or none, make every relation between four states.
const names = (["all", "web-china", "webhook-china"] as const).map((list) =>
  listFilePath({ path: "chat-ips", list }),
);
const contents = ["a", "b", "c"] as const;
const fileMap: fc.Arbitrary<FileMap> = fc
  .array(fc.option(fc.constantFrom(...contents)), { minLength: names.length, maxLength: names.length })
  .map(
    (chosen) => new Map(names.flatMap((name, index) => (chosen[index] ? [[name, idOf(chosen[index])]] : []))),
  );
const changes = fc
  .array(fc.constantFrom("keep", "delete", ...contents), { minLength: names.length, maxLength: names.length })
  .map((chosen) => new Map(names.map((name, index) => [name, chosen[index] ?? "keep"])));

const pull = (fields: Partial<PullRequest>): PullRequest => ({
  number: 7,
  url: "https://github.com/acme/firewall/pull/7",
  open: true,
  merged: false,
  title: "",
  body: "",
  base: "main",
  headSha: "tip",
  mergedAt: null,
  openedAt: 0,
  requestedReviewers: [],
  author: "github-actions[bot]",
  ...fields,
});

const bodyWith = (digest: string): string =>
  renderRegion(
    {
      digest,
      title: sha256("t"),
      text: sha256("x"),
      unfinished: 0,
      farewell: null,
      merging: null,
      opened: null,
    },
    "text",
  );

/** A branch that holds nothing, unless told otherwise. */
const presentBranch = (fields: Partial<PresentBranch>): PresentBranch => ({
  kind: "present",
  sha: "tip",
  treeSha: "tip-tree",
  files: new Map(),
  mergeBaseFiles: new Map(),
  commits: [],
  recorded: null,
  lastOwnCommit: null,
  otherFolder: null,
  changesNothing: false,
  managedOnly: true,
  complete: true,
  onlyOurs: true,
  ownAuthors: [],
  others: null,
  ...fields,
});

/** A base with these files, and nothing to decide, unless told otherwise. */
const situationOn = (files: FileMap, fields: Partial<Situation>): Situation => ({
  base: { name: "main", sha: "base", treeSha: "base-tree", files },
  pullRequests: [],
  branch: { kind: "absent" },
  rejected: null,
  ourComments: [],
  proposal: { changes: new Map(), frozen: new Set(), incomplete: false, folders },
  recreateClosed: false,
  branchName: "chat-ip/update",
  ...fields,
});

interface Drawn {
  readonly base: FileMap;
  readonly mergeBase: FileMap;
  readonly tip: FileMap;
  readonly wished: ReadonlyMap<string, string>;
  readonly ours: boolean;
  readonly untouched: boolean;
  readonly alone: boolean;
  readonly open: boolean;
  readonly incomplete: boolean;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  base: fileMap,
  mergeBase: fileMap,
  tip: fileMap,
  wished: changes,
  ours: fc.boolean(),
  untouched: fc.boolean(),
  alone: fc.boolean(),
  open: fc.boolean(),
  incomplete: fc.boolean(),
});

function situationOf(one: Drawn): Situation & { branch: PresentBranch } {
  const proposed = [...one.wished].flatMap(([name, wish]): [string, NewFile | null][] => {
    if (wish === "keep") return [];
    const content = wish === "delete" ? null : wish;
    const same = content === null ? !one.base.has(name) : one.base.get(name) === idOf(content);
    return same ? [] : [[name, content === null ? null : newFile(content)]];
  });
  const recorded = one.untouched ? proposalDigest(one.mergeBase, one.tip) : sha256("something else");
  const commits = [{ sha: "tip", digest: one.ours ? recorded : null }];
  if (!one.alone) commits.unshift({ sha: "theirs", digest: null });
  const branch = presentBranch({
    files: one.tip,
    mergeBaseFiles: one.mergeBase,
    commits,
    recorded: one.ours ? recorded : null,
    managedOnly: one.alone,
  });
  const proposal = {
    changes: new Map(proposed),
    frozen: new Set<string>(),
    incomplete: one.incomplete,
    folders,
  };
  const pullRequests = one.open ? [pull({})] : [];
  return { ...situationOn(one.base, { pullRequests, proposal }), branch };
}

/** The branch as it is after a planned commit. */
function after(situation: Situation & { branch: PresentBranch }, plan: CommitPlan): PresentBranch {
  const { branch, base } = situation;
  const joins = plan.parents.length === 2;
  const files = new Map(plan.baseTree === base.treeSha ? base.files : branch.files);
  for (const [name, file] of plan.files) {
    if (file === null) files.delete(name);
    else files.set(name, "content" in file ? idOf(file.content) : file.id);
  }
  return {
    ...branch,
    sha: "next",
    files,
    mergeBaseFiles: joins ? base.files : branch.mergeBaseFiles,
    commits: [...branch.commits, { sha: "next", digest: plan.digest }],
    recorded: plan.digest,
  };
}

function planOf(decision: Decision): CommitPlan | null {
  if (decision.kind === "update") return decision.commit;
  return decision.kind === "create" && decision.branch.kind !== "reuse" ? decision.branch.commit : null;
}

describe("laws of the decision", () => {
  it("a planned commit makes the branch current: the next decision has nothing to write", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const situation = situationOf(one);
        const plan = planOf(decide(situation));
        fc.pre(plan !== null);
        const branch = after(situation, plan);
        const next = decide({ ...situation, branch, pullRequests: [pull({ headSha: "next" })] });
        expect(next.kind).toBe("unchanged");
      }),
      { numRuns: 5000 },
    );
  });

  it("a planned commit continues the branch: its first parent is the tip that was read", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const plan = planOf(decide(situationOf(one)));
        if (plan) expect(plan.parents[0]).toBe("tip");
      }),
      { numRuns: 5000 },
    );
  });

  it("nothing is pushed to a branch that is not ours, or whose lists a person has edited", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const decision = decide(situationOf({ ...one, untouched: one.untouched && one.ours }));
        if (!one.ours || !one.untouched) expect(planOf(decision)).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });

  it("a pull request is closed only where all lists loaded, without drift, on an untouched branch of ours", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const situation = situationOf(one);
        if (decide(situation).kind !== "close") return;
        expect(one).toMatchObject({ ours: true, untouched: true, incomplete: false, open: true });
        expect(situation.proposal.changes.size).toBe(0);
      }),
      { numRuns: 5000 },
    );
  });
});

describe("the decision about a branch that was merged and kept", () => {
  const base: FileMap = new Map([["chat-ips/all.txt", idOf("b")]]);
  const branch = presentBranch({
    files: base,
    mergeBaseFiles: new Map([["chat-ips/all.txt", idOf("a")]]),
    commits: [
      { sha: "ours", digest: sha256("x") },
      { sha: "theirs", digest: null },
    ],
    recorded: sha256("x"),
    managedOnly: false,
  });
  const situation = situationOn(base, {
    pullRequests: [pull({ open: false, merged: true })],
    branch,
    proposal: {
      changes: new Map([["chat-ips/all.txt", newFile("c")]]),
      frozen: new Set(),
      incomplete: false,
      folders,
    },
  });

  it.each<[string, PresentBranch]>([
    ["with a person's commits on it", branch],
    ["by a merge commit, with a person's commit at its tip", { ...branch, commits: [], recorded: null }],
  ])("is to join it with the base: %s", (_case, kept) => {
    const decision = decide({ ...situation, branch: kept });
    expect(planOf(decision)?.parents).toEqual(["tip", "base"]);
    expect(planOf(decision)?.baseTree).toBe("base-tree");
  });

  it("is to leave it alone where the tip is another than was merged", () => {
    const moved = pull({ open: false, merged: true, headSha: "before" });
    expect(decide({ ...situation, pullRequests: [moved] }).kind).toBe("refuse");
  });
});

describe("the decision about lists that another workflow manages", () => {
  it("is to leave the pull request open while the branch proposes something for them", () => {
    const base: FileMap = new Map([["chat-ips/all.txt", idOf("a")]]);
    const files: FileMap = new Map([...base, ["chat-ips/web-china.txt", idOf("b")]]);
    const recorded = proposalDigest(base, files);
    const commits = [{ sha: "tip", digest: recorded }];
    const decision = decide(
      situationOn(base, {
        pullRequests: [pull({})],
        branch: presentBranch({ files, mergeBaseFiles: base, commits, recorded }),
        proposal: {
          changes: new Map(),
          frozen: new Set(["chat-ips/web-china.txt"]),
          incomplete: false,
          folders,
        },
      }),
    );
    expect(decision.kind).toBe("undecided");
  });
});

describe("the decision about a branch that changes nothing any more, without drift", () => {
  const base: FileMap = new Map([["chat-ips/all.txt", idOf("a")]]);
  const digests = [sha256("there"), sha256("and back")];

  it.each<[string, (string | null)[], Decision["kind"]]>([
    ["is to close what commits of ours have taken back", digests, "close"],
    ["is to leave open what a person has taken back", [sha256("there"), null], "blocked"],
  ])("%s", (_case, made, kind) => {
    const commits = made.map((digest, index) => ({ sha: index === 0 ? "first" : "tip", digest }));
    const recorded = made.findLast((digest) => digest !== null) ?? null;
    const branch = presentBranch({
      files: base,
      mergeBaseFiles: base,
      commits,
      recorded,
      changesNothing: true,
    });
    expect(decide(situationOn(base, { pullRequests: [pull({})], branch })).kind).toBe(kind);
  });
});

describe("the decision after a person closed the pull request", () => {
  const base: FileMap = new Map([
    ["chat-ips/all.txt", idOf("a")],
    ["chat-ips/web-china.txt", idOf("a")],
  ]);
  const proposal: Proposal = {
    changes: new Map([["chat-ips/all.txt", newFile("b")]]),
    frozen: new Set<string>(),
    incomplete: false,
    folders,
  };
  const digest = proposalDigest(base, new Map([...base, ["chat-ips/all.txt", idOf("b")]]));
  const closed = pull({ open: false, body: bodyWith(digest) });
  const question: Question = { base: { files: base }, pullRequests: [closed], proposal };
  const situation = situationOn(base, { pullRequests: [closed], rejected: closed, proposal });

  it.each<[string, Partial<Situation>, Decision["kind"]]>([
    ["is to respect it", {}, "suppressed"],
    ["is to propose it again where that is asked for", { recreateClosed: true }, "create"],
    ["is to propose what nobody rejected", { rejected: null }, "create"],
  ])("%s", (_case, change, kind) => {
    expect(decide({ ...situation, ...change }).kind).toBe(kind);
  });

  it.each<[string, PullRequest[], PullRequest | null]>([
    ["it proposed just this", [closed], closed],
    [
      "another one was closed since",
      [pull({ number: 8, open: false, body: bodyWith(sha256("other")) }), closed],
      closed,
    ],
    ["it was closed twice", [{ ...closed, number: 8 }, closed], { ...closed, number: 8 }],
    ["another one has been merged since", [pull({ number: 8, open: false, merged: true }), closed], null],
    ["it proposed something else", [pull({ open: false, body: bodyWith(sha256("other")) })], null],
    ["its body was emptied", [pull({ open: false })], null],
  ])("asks what was closed where %s", (_case, pullRequests, expected) => {
    expect(proposedBefore({ ...question, pullRequests })).toEqual(expected);
  });

  const held = (all: string, webChina: string): BranchFiles => ({
    mergeBaseFiles: base,
    files: new Map([
      ["chat-ips/all.txt", idOf(all)],
      ["chat-ips/web-china.txt", idOf(webChina)],
    ]),
  });
  const unknown = { ...proposal, frozen: new Set(["chat-ips/web-china.txt"]), incomplete: true };

  it.each<[string, BranchFiles, Proposal, boolean]>([
    ["the list that failed is all that differs", held("b", "c"), unknown, true],
    ["the branch held just this", held("b", "a"), unknown, true],
    ["a list that is known differs", held("c", "c"), unknown, false],
    ["the branch held nothing of it", held("a", "c"), unknown, false],
    ["the other list is known to have no drift any more", held("b", "c"), proposal, false],
  ])(
    "takes a part of what was closed for rejected only where it may be all of it: %s",
    (_c, branch, now, is) => {
      expect(proposedInPart({ ...question, proposal: now }, branch)).toBe(is);
    },
  );
});

describe("the decision about a branch that was brought up to date with its base", () => {
  const names = ["chat-ips/all.txt", "chat-ips/web-china.txt", "chat-ips/webhook-china.txt"];
  const files = (...contents: (string | null)[]): FileMap =>
    new Map(names.flatMap((name, at) => (contents[at] ? [[name, idOf(contents[at])]] : [])));
  const ours: BranchFiles = { mergeBaseFiles: files("a", "a", "a"), files: files("b", "b", "a") };
  const recorded = proposalDigest(ours.mergeBaseFiles, ours.files);

  /** The base holds `base` now, and the branch, which has taken it in, `tip`. */
  const decided = (base: FileMap, tip: FileMap, left: BranchFiles | null = ours): Decision["kind"] =>
    decide(
      situationOn(base, {
        pullRequests: [pull({})],
        branch: presentBranch({
          files: tip,
          mergeBaseFiles: base,
          commits: [
            { sha: "ours", digest: recorded },
            { sha: "tip", digest: null },
          ],
          recorded,
          lastOwnCommit: left,
        }),
        proposal: {
          changes: new Map([["chat-ips/web-china.txt", newFile("c")]]),
          frozen: new Set(),
          incomplete: false,
          folders,
        },
      }),
    ).kind;

  it.each<[string, FileMap, FileMap, Decision["kind"]]>([
    ["the base has part of it by now", files("b", "a", "a"), files("b", "b", "a"), "update"],
    ["the base has another list's change as well", files("b", "a", "c"), files("b", "b", "c"), "update"],
    ["a person took our change back", files("a", "a", "a"), files("a", "b", "a"), "blocked"],
    ["a person edited a file of ours", files("b", "a", "a"), files("b", "x", "a"), "blocked"],
    ["a person edited another list", files("b", "a", "a"), files("b", "b", "x"), "blocked"],
    ["the base's own change was taken back in it", files("b", "a", "c"), files("b", "b", "a"), "blocked"],
    ["a person deleted a file of ours", files("b", "a", "a"), files("b", null, "a"), "blocked"],
  ])("where %s", (_case, base, tip, kind) => {
    expect(decided(base, tip)).toBe(kind);
  });

  it("is to be careful where what we left is not what was recorded", () => {
    const other = { ...ours, files: files("b", "x", "a") };
    expect(decided(files("b", "a", "a"), files("b", "b", "a"), other)).toBe("blocked");
    expect(decided(files("b", "a", "a"), files("b", "b", "a"), null)).toBe("blocked");
  });
});

import type { Checks, Verdict } from "./checks.ts";
import type { BranchRule } from "./options.ts";
import type { MergeMethod } from "./settings.ts";

/** What the token wants to do to a branch: a push, or the merge of a pull request. */
export interface BranchChange {
  readonly kind: "create" | "update" | "delete";
  readonly forced: boolean;
  /** Whether every commit that it brings carries a valid signature. */
  readonly signed: boolean;
  readonly bringsMerge: boolean;
  /** The commit whose checks count. */
  readonly sha: string | null;
  /** Null for a push. */
  readonly pull: {
    /** Approving reviews of the head commit, and of any commit. */
    readonly approvals: { readonly head: number; readonly any: number };
    readonly changesRequested: boolean;
    /** Whether the base has commits that the head lacks. */
    readonly behind: boolean;
  } | null;
}

/** A rule that a change breaks, with GitHub's sentence for it. */
export interface BrokenRule {
  readonly type: string;
  readonly classic: boolean;
  readonly sentence: string;
}

interface Parameters {
  readonly contexts: readonly string[];
  readonly strict: boolean;
  readonly skipsCreation: boolean;
  readonly blocksCreation: boolean;
  readonly approvals: number;
  readonly dismissesStale: boolean;
  readonly mergeMethods: readonly string[] | null;
}

type Meaning = (change: BranchChange, parameters: Parameters, checks: Checks) => string | null;

const when = (broken: boolean, sentence: string): string | null => (broken ? sentence : null);
const changesContent = (change: BranchChange): boolean => change.kind !== "delete";

export const outOfDate = "Head branch is out of date. Review and try the merge again.";
const notAuthorized =
  "You're not authorized to push to this branch. Visit " +
  "https://docs.github.com/articles/about-protected-branches/ for more information.";

const meanings: Readonly<Record<string, Meaning>> = {
  creation: (change) =>
    when(change.kind === "create", "Cannot create ref due to creations being restricted."),
  update: (change) => when(change.kind === "update", "Cannot update this protected ref."),
  deletion: (change) => when(change.kind === "delete", "Cannot delete this branch"),
  non_fast_forward: (change) => when(change.forced, "Cannot force-push to this branch"),
  merge_queue: (change) => when(change.kind === "update", "Changes must be made through the merge queue"),
  required_signatures: (change) =>
    when(changesContent(change) && !change.signed, "Commits must have verified signatures."),
  required_linear_history: (change) =>
    when(changesContent(change) && change.bringsMerge, "This branch must not contain merge commits."),
  pull_request(change, { approvals, dismissesStale }) {
    if (change.pull === null)
      return when(change.kind === "update", "Changes must be made through a pull request.");
    if (change.pull.changesRequested && approvals > 0) return "Changes have been requested.";
    const given = dismissesStale ? change.pull.approvals.head : change.pull.approvals.any;
    const reviews = approvals === 1 ? "review is" : "reviews are";
    return when(
      given < approvals,
      `At least ${approvals} approving ${reviews} required by reviewers with write access.`,
    );
  },
  required_status_checks(change, { contexts, strict, skipsCreation }, checks) {
    if (change.sha === null || (change.kind === "create" && skipsCreation)) return null;
    const missing = checksSentence(change.sha, contexts, checks);
    return missing ?? when(strict && change.pull?.behind === true, outOfDate);
  },
  // Classic protection's "Restrict who can push to matching branches".
  restrictions: (change, { blocksCreation }) =>
    when(change.kind === "update" || (change.kind === "create" && blocksCreation), notAuthorized),
};

/** What GitHub counts if required checks are missing for different reasons; it doesn't mention running ones. */
const counted: readonly Verdict[] = ["expected", "pending", "failing"];

/** GitHub's sentence for required checks that aren't green, or null. */
function checksSentence(sha: string, contexts: readonly string[], checks: Checks): string | null {
  const missing = contexts.flatMap((name) => {
    const verdict = checks.verdict(sha, name);
    return verdict === "green" ? [] : [{ name, verdict }];
  });
  const [first] = missing;
  if (first === undefined) return null;
  if (contexts.length === 1) return `Required status check "${first.name}" is ${first.verdict}.`;
  const share = `${missing.length} of ${contexts.length} required status checks`;
  if (missing.every(({ verdict }) => verdict === first.verdict)) return `${share} are ${first.verdict}.`;
  const counts = counted.flatMap((word) => {
    const count = missing.filter(({ verdict }) => verdict === word).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `${share} have not succeeded${counts.length === 0 ? "" : `: ${counts.join(" and ")}`}.`;
}

function parametersOf(rule: BranchRule): Parameters {
  const raw: Readonly<Record<string, unknown>> = { ...rule.parameters };
  const listed = Array.isArray(raw.required_status_checks) ? raw.required_status_checks : [];
  const methods = raw.allowed_merge_methods;
  return {
    contexts: listed.map((one: unknown) => String(Object(one).context)),
    strict: raw.strict_required_status_checks_policy === true,
    skipsCreation: raw.do_not_enforce_on_create === true,
    blocksCreation: raw.block_creations === true,
    approvals: Number(raw.required_approving_review_count ?? 0),
    dismissesStale: raw.dismiss_stale_reviews_on_push === true,
    mergeMethods: Array.isArray(methods) ? methods.map(String) : null,
  };
}

/** "~ALL", or a name with `*` for any characters except slashes, and `**` for any characters. */
function matches(pattern: string, branch: string): boolean {
  if (pattern === "~ALL") return true;
  const source = pattern.replace(/\*\*|\*|[^*]+/g, (part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "s").test(branch);
}

/** The required checks of classic protection, which `GET branches/{branch}` shows to everyone who can read. */
export interface ClassicChecks {
  readonly contexts: readonly string[];
  readonly strict: boolean;
}

/** The rules that bind the token, branch by branch: those of rulesets, and classic branch protection. */
export class BranchRules {
  readonly #rules: { readonly pattern: string; readonly rule: BranchRule }[] = [];
  readonly #checks: Checks;

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  add(pattern: string, rule: BranchRule): void {
    this.#rules.push({ pattern, rule });
  }

  of(branch: string): readonly BranchRule[] {
    return this.#rules.filter(({ pattern }) => matches(pattern, branch)).map(({ rule }) => rule);
  }

  /** What rulesets say; classic protection isn't listed with them. */
  ofRulesets(branch: string): readonly BranchRule[] {
    return this.of(branch).filter((rule) => rule.classic !== true);
  }

  isClassic(branch: string): boolean {
    return this.of(branch).some((rule) => rule.classic === true);
  }

  /** Null when classic protection requires no checks there. */
  classicChecks(branch: string): ClassicChecks | null {
    const rule = this.of(branch).find(
      ({ classic, type }) => classic === true && type === "required_status_checks",
    );
    return rule === undefined ? null : parametersOf(rule);
  }

  /** Whether a rule lets a pull request be merged this way. */
  allowsMethod(branch: string, method: MergeMethod): boolean {
    return this.of(branch).every((rule) => parametersOf(rule).mergeMethods?.includes(method) ?? true);
  }

  /** Every rule that a change breaks, in the order in which they were added. A rule of an unknown type forbids any change. */
  broken(branch: string, change: BranchChange): readonly BrokenRule[] {
    const broken = this.of(branch).flatMap((rule): BrokenRule[] => {
      const meaning =
        meanings[rule.type] ?? ((one) => when(changesContent(one), `Rule ${rule.type} was broken.`));
      const sentence = meaning(change, parametersOf(rule), this.#checks);
      const classic = rule.classic === true;
      return sentence === null ? [] : [{ type: rule.type, classic, sentence: rule.message ?? sentence }];
    });
    // Classic protection forbids deleting and force-pushing unless an administrator allows it.
    const always = [
      ...(change.kind === "delete" ? ["Cannot delete this protected branch"] : []),
      ...(change.forced ? ["Cannot force-push to this protected branch"] : []),
    ].map((sentence) => ({ type: "classic", classic: true, sentence }));
    return this.isClassic(branch) ? [...always, ...broken] : broken;
  }
}

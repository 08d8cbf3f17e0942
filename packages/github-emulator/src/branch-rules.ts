import type { BranchRule } from "./options.ts";

/** What a push to a branch would do. */
export interface Push {
  readonly kind: "create" | "update" | "delete";
  readonly forced: boolean;
  /** Whether every commit that it brings carries a valid signature. */
  readonly signed: boolean;
  readonly bringsMerge: boolean;
}

interface RuleMeaning {
  readonly sentence: string;
  breaks(push: Push): boolean;
}

const changesContent = (push: Push): boolean => push.kind !== "delete";

const meanings: Readonly<Record<string, RuleMeaning>> = {
  creation: {
    sentence: "Cannot create ref due to creations being restricted.",
    breaks: (push) => push.kind === "create",
  },
  update: { sentence: "Cannot update this protected ref.", breaks: (push) => push.kind === "update" },
  deletion: { sentence: "Cannot delete this branch", breaks: (push) => push.kind === "delete" },
  non_fast_forward: { sentence: "Cannot force-push to this branch", breaks: (push) => push.forced },
  pull_request: {
    sentence: "Changes must be made through a pull request.",
    breaks: (push) => push.kind === "update",
  },
  required_status_checks: {
    sentence: "Required status check is expected.",
    breaks: (push) => push.kind === "update",
  },
  required_signatures: {
    sentence: "Commits must have verified signatures.",
    breaks: (push) => changesContent(push) && !push.signed,
  },
  required_linear_history: {
    sentence: "This branch must not contain merge commits.",
    breaks: (push) => changesContent(push) && push.bringsMerge,
  },
};

/** The rules that bind the token, branch by branch. */
export class BranchRules {
  readonly #rules = new Map<string, BranchRule[]>();

  add(branch: string, rule: BranchRule): void {
    this.#rules.set(branch, [...this.of(branch), rule]);
  }

  of(branch: string): readonly BranchRule[] {
    return this.#rules.get(branch) ?? [];
  }

  /** GitHub's sentence for the first rule that a push breaks, or null. A rule of another type forbids any change. */
  broken(branch: string, push: Push): string | null {
    for (const rule of this.of(branch)) {
      const meaning = meanings[rule.type] ?? {
        sentence: `Rule ${rule.type} was broken.`,
        breaks: changesContent,
      };
      if (meaning.breaks(push)) return rule.message ?? meaning.sentence;
    }
    return null;
  }
}

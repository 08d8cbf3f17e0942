/** Inputs or environment that the run can't start with; names everything that is wrong at once. */
export class InputError extends Error {
  override readonly name = "InputError" as const;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1
        ? (problems[0] ?? "")
        : `${problems.length} problems with the inputs:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

/** A request that GitHub refused or that never got an answer. */
export class GitHubError extends Error {
  override readonly name = "GitHubError" as const;
  /** e.g. `POST /repos/{owner}/{repo}/pulls` */
  readonly route: string;
  /** HTTP status; `null` where no answer came */
  readonly status: number | null;
  /** GitHub's own words, untrusted */
  readonly detail: string;
  /** The request may have been carried out although no answer says so. */
  readonly ambiguous: boolean;

  constructor(fields: {
    message: string;
    route: string;
    status: number | null;
    detail: string;
    ambiguous?: boolean;
    cause?: unknown;
  }) {
    super(fields.message, { cause: fields.cause });
    this.route = fields.route;
    this.status = fields.status;
    this.detail = fields.detail;
    this.ambiguous = fields.ambiguous ?? false;
  }
}

/** The repository is in a state in which the run must not go on; nothing was written. */
export class RefusedError extends Error {
  override readonly name = "RefusedError" as const;
}

/** What was read is no longer so: the caller reads and decides again. */
export class ChangedUnderUsError extends Error {
  override readonly name = "ChangedUnderUsError" as const;
}

import type { Message } from "../../errors.ts";

/** What is wrong with a repository or its remote, and what was done there. */
export const gitWords = {
  noGit: { what: "git was not found.", remedy: "Install git, and check PATH." },
  failed: (command: string, exitCode: number, why: string): Message => ({
    what: `git ${command} failed (exit code ${exitCode}).`,
    why,
  }),
  dubiousOwner: (folder: string): Message => ({
    what: `git refuses the repository of ${folder}: it belongs to another user.`,
    remedy: `If you trust it, run: git config --global --add safe.directory ${folder}`,
  }),
  noRepository: (folder: string): Message => ({
    what: `${folder} is in no git repository.`,
    remedy: "Run `git init`, or leave --commit out.",
  }),
  inTheMiddle: (state: "merge" | "rebase" | "cherry-pick" | "revert"): Message => ({
    what: `The repository is in the middle of a ${state}.`,
    remedy: `Finish it, or undo it with \`git ${state} --abort\`.`,
  }),
  ignored: (files: readonly string[]): Message => ({
    what: `git ignores ${files.join(", ")}, so nothing was committed.`,
    remedy: "Take the files out of .gitignore. They stay written.",
  }),
  nobodyCommits: (written: boolean): Message => ({
    what: `git doesn't know who commits${written ? ", so nothing was committed. The files are written" : ""}.`,
    remedy: 'Set it: git config user.name "…" and git config user.email "…" (or GIT_AUTHOR_NAME …).',
  }),
  noContent: (id: string): Message => ({ what: `git has no content for ${id}.` }),
  nothingToCommit: "Nothing to commit.",
  commitFailed: (why: string): Message => ({
    what: "git refused the commit. The files are written.",
    why,
    remedy: "Correct what it names, such as a hook's finding, then commit by hand or run again.",
  }),
  detached: (commit: string): Message => ({
    what: `HEAD is detached, so commit ${commit} is on no branch.`,
    remedy: `Keep it with \`git branch NAME ${commit}\`. In a CI job, use --push.`,
  }),
  committed: (commit: string): string => `Committed ${commit}.`,

  pullRequestHost: (host: string): Message => ({
    what: `--pull-request: \`${host}\` is not supported.`,
    remedy: "Use --pull-request github. For other hosts, use --push REMOTE.",
  }),
  pullRequestAlone: {
    what: "--pull-request can't be used together with --push, --commit or --dry-run.",
    remedy: "Use `chat-ip check` to see what differs.",
  },
  pushWithCommit: {
    what: "--commit and --push can't be used together.",
    remedy: "--push commits by itself.",
  },
  unknownHost: (host: string, remedy: string): Message => ({
    what: `--host: unknown kind \`${host}\`.`,
    remedy,
  }),
  nameARemote: { what: "--push: name a remote, such as origin." },
  badBranch: (origin: string, name: string): Message => ({
    what: `${origin}: \`${name}\` is not a valid branch name.`,
    remedy: "Choose another.",
  }),
  asking: (remote: string): string => `asking ${remote} …`,
  refusesAccount: (remote: string, why: string): Message => ({
    what: `${remote} refuses this account.`,
    why,
    remedy: "Check the token or key, and that it may push to this repository.",
  }),
  unreachable: (remote: string, why: string): Message => ({
    what: `${remote} could not be reached.`,
    why,
    remedy: "Check the remote's name, or its address.",
  }),
  noBase: (remote: string, base: string | null): Message => ({
    what: `${remote} has no ${base === null ? "default branch" : `branch \`${base}\``}.`,
    remedy: "If the repository is new, push a first commit. If --base is set, check its name.",
  }),
  branchIsBase: (branch: string): Message => ({
    what: `\`${branch}\` is the base itself.`,
    remedy: "Choose another --branch.",
  }),
  movedTooOften: (branch: string, times: number): Message => ({
    what: `The branch \`${branch}\` changed ${times} times during this run.`,
    remedy: "Run only one of these at a time, then run again.",
  }),
  unrelated: {
    what: "The branch shares no history with its base, so nothing was pushed.",
    remedy: "Delete the branch, or choose another --branch.",
  },
  oldGit: {
    what: "The base changed under the branch, and this git can't merge without a working tree.",
    remedy: "Use git 2.38 or newer, or merge the base into the branch yourself.",
  },
  conflicts: (files: readonly string[]): Message => ({
    what: `The branch conflicts with its base in ${files.join(", ")}.`,
    why: "A person changed these files on the branch, and they are kept.",
    remedy: "Resolve the conflict on the branch, or delete the branch and run again.",
  }),
  branchRefused: (branch: string, why: string, words: string): Message => ({
    what: `The remote refused the branch \`${branch}\` (${why}).`,
    why: words === "" ? undefined : words,
    remedy: "Check the rules for branches there, and that the account may push.",
  }),
  noNoteMade: (why: string): Message => ({ what: "Removals can't wait: no note could be made.", why }),
  noNoteTaken: (remote: string, ref: string, why: string): Message => ({
    what: `Removals can't wait: ${remote} doesn't accept a note under ${ref}. Lists that lost addresses were fetched twice instead.`,
    why,
  }),
  noMergeRequest: (why: string): Message => ({
    what: "The branch was pushed, but the host could not open a merge request.",
    why,
    remedy: "Open it yourself, or correct what the host names.",
  }),
  nothingToPropose: (base: string, branch: string | null): string =>
    `Nothing to propose to ${base}.${branch === null ? "" : ` If a merge request of ${branch} is open, close it.`}`,
  proposedAlready: (branch: string): string => `${branch} proposes this already: nothing was pushed.`,
  wouldPush: (branch: string, remote: string): string => `Would push one commit to ${branch} on ${remote}.`,
  pushed: (commit: string, branch: string, remote: string): string =>
    `Pushed ${commit} to ${branch} on ${remote}.`,
  mergeRequest: (open: boolean): string => (open ? "The merge request:" : "Open the merge request here:"),

  askingGitHub: (repository: string): string => `asking GitHub about ${repository} …`,
  repositoryUnknown: {
    what: "The repository on GitHub isn't known.",
    remedy: "Use --repository owner/name, or set GITHUB_REPOSITORY.",
  },
  noToken: {
    what: "There is no token for GitHub.",
    remedy: "Set GH_TOKEN to a token that may write contents and pull requests.",
  },
};

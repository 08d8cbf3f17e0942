import { cpSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Git } from "../git.ts";
import type { BuildTree } from "../source-build.ts";
import { smallGitIn } from "./small-git.ts";

/** A source repository and a bare one to push to, in a temporary folder. */
export interface SourceRepository extends AsyncDisposable {
  readonly folder: string;
  readonly git: Git;
  readonly remote: string;
  readonly remoteGit: Git;
  /** Writes files and commits them on main; returns the commit. */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  /** Another source repository that holds the same, with a remote of its own that holds the same as this one's. */
  copy(): Promise<SourceRepository>;
}

/** Creates an empty repository with a bare `origin`, independent of this machine's git configuration. */
export async function createSourceRepository(): Promise<SourceRepository> {
  const source = openSource(await mkdtemp(join(tmpdir(), "chat-ip-source-")));
  await initialise(source.remote, "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
  await initialise(join(source.folder, ".git"), sourceConfig(source.remote));
  return source;
}

function openSource(place: string): SourceRepository {
  const folder = join(place, "source");
  const remote = join(place, "origin.git");
  const git = smallGitIn(folder);
  return {
    folder,
    git,
    remote,
    remoteGit: smallGitIn(remote),
    async commit(files) {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      await git(["add", "--all"]);
      await git(["commit", "--quiet", "--message", "a change"]);
      await git(["push", "--quiet", "origin", "main"]);
      return git(["rev-parse", "HEAD"]);
    },
    async copy() {
      const other = await mkdtemp(join(tmpdir(), "chat-ip-source-"));
      // Several times faster than the asynchronous one, for many small files.
      cpSync(place, other, { recursive: true });
      const source = openSource(other);
      const config = join(source.folder, ".git/config");
      await writeFile(config, (await readFile(config, "utf8")).replaceAll(remote, source.remote));
      return source;
    },
    [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
  };
}

const sourceConfig = (remote: string): string => `[core]
	repositoryformatversion = 0
	bare = false
[user]
	name = A person
	email = person@example.com
[commit]
	gpgsign = false
[remote "origin"]
	url = ${remote}
	fetch = +refs/heads/*:refs/remotes/origin/*
`;

/** What `git init` and `git config` write, without a process for each. */
async function initialise(gitFolder: string, config: string): Promise<void> {
  await mkdir(join(gitFolder, "objects"), { recursive: true });
  await mkdir(join(gitFolder, "refs"));
  await writeFile(join(gitFolder, "HEAD"), "ref: refs/heads/main\n");
  await writeFile(join(gitFolder, "config"), config);
}

/** Copies `tree/` of the checkout instead of running the real build, which needs an installation. */
export const copyTree: BuildTree = async (checkout, folder) => {
  await cp(join(checkout, "tree"), folder, { recursive: true });
  // File modes of the machine that builds must not end up in the release.
  await chmod(join(folder, "action.yml"), 0o755);
};

/** Sources of one version, as {@link copyTree} builds them. */
export function sources(version: string, bundle = `console.log("${version}")\n`): Record<string, string> {
  return {
    "actions/chat-ip/package.json": JSON.stringify({ name: "chat-ip-action", version }),
    "tree/action.yml": "name: Chat IP\n",
    "tree/dist/index.js": bundle,
    "tree/dist/deep/er/file.txt": "deep\n",
    "tree/README.md": "read me\r\n",
  };
}

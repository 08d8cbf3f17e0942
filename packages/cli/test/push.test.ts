import { createEmulator, type Emulator } from "@chat-ip/emulator";
import { afterAll, describe, expect, it } from "vitest";
import { asking } from "./harness/asking.ts";
import { cloneOf, removeMade } from "./harness/clone-of.ts";
import { commitAll, git, identity } from "./harness/git.ts";
import { createGitHost, type GitHost } from "./harness/git-host.ts";
import { createPlace, type Place, type Ran } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

const lists = { all: ["43.132.0.0/24", "43.133.0.0/24"] };

afterAll(removeMade);

function push(emulator: Emulator, place: Place, ...args: string[]): Promise<Ran> {
  const env = { ...asking(emulator), ...identity() };
  return chatIpHere(["sync", "--lists", "all", "--push", "origin", ...args], { env, cwd: place.path });
}

const onBranch = (host: GitHost): string =>
  git(host.repository, ["log", "--format=%s", "main..chat-ip/update"]).trim();

describe("sync --push", () => {
  it("pushes one commit and opens a merge request on GitLab by push options", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    host.say(
      "",
      "View merge request for chat-ip/update:",
      "  https://gitlab.example/a/b/-/merge_requests/7",
      "",
    );
    const ran = await push(emulator, place, "--host", "gitlab");
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain("https://gitlab.example/a/b/-/merge_requests/7\n");
    expect(host.pushes().at(-1)).toEqual([
      "merge_request.create",
      "merge_request.target=main",
      "merge_request.title=Chat IP allowlists: first version, 2 prefixes (all)",
      "merge_request.description=all: 2 prefixes, first version.",
      "merge_request.remove_source_branch",
    ]);
    expect(git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"])).toContain("43.133.0.0/24\n");
    expect(git(host.repository, ["log", "-1", "--format=%B", "chat-ip/update"])).toMatch(
      /\nChat-IP-Digest: sha256:[0-9a-f]{64}/,
    );
    expect(git(place, ["status", "--porcelain"])).toBe("");
    expect(ran.stderr + ran.stdout).not.toContain(host.password);
  });

  it("pushes nothing when the branch proposes this already, and appends when it doesn't", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    await push(emulator, place);
    const again = await push(emulator, place);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("proposes this already") });
    const first = git(host.repository, ["rev-parse", "chat-ip/update"]).trim();
    emulator.setLists({ all: [...lists.all, "43.134.0.0/24"] });
    await push(emulator, place, "--host", "gitlab");
    expect(git(host.repository, ["rev-parse", "chat-ip/update^"]).trim()).toBe(first);
    expect(host.pushes().at(-1)).toEqual(["merge_request.create", "merge_request.target=main"]);
  });

  it("keeps a person's commits on the branch, and leaves what they edited alone until the lists change", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    await push(emulator, place);
    git(place, ["fetch", "-q", host.repository.path, "chat-ip/update"]);
    git(place, ["checkout", "-q", "-b", "person", "FETCH_HEAD"]);
    await place.write("notes.md", "b\n");
    await place.write("chat-ips/all.txt", "43.132.0.0/24\n");
    commitAll(place, "A person's");
    git(place, ["push", "-q", host.repository.path, "person:chat-ip/update"]);
    git(place, ["checkout", "-q", "main"]);
    expect((await push(emulator, place)).stderr).toContain("proposes this already");
    emulator.setLists({ all: [...lists.all, "43.134.0.0/24"] });
    expect((await push(emulator, place)).exitCode).toBe(0);
    expect(onBranch(host).split("\n")).toHaveLength(3);
    expect(git(host.repository, ["show", "chat-ip/update:notes.md"])).toBe("b\n");
    expect(git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"])).toContain("43.134.0.0/24\n");
  });

  it("merges the base in when its lists changed, and starts anew once the branch is merged", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host, { "chat-ips/all.txt": "43.132.0.0/24\n" });
    await push(emulator, place);
    await place.write("chat-ips/all.txt", "43.132.0.0/24\n\n# keep: office\n8.8.8.8\n");
    commitAll(place, "Keep the office");
    git(place, ["push", "-q", host.repository.path, "main"]);
    expect((await push(emulator, place)).exitCode).toBe(0);
    const text = git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"]);
    expect(text).toContain("43.133.0.0/24\n\n# keep: office\n8.8.8.8\n");
    git(place, ["pull", "-q", "--no-rebase", host.repository.path, "chat-ip/update"]);
    git(place, ["push", "-q", host.repository.path, "main"]);
    expect((await push(emulator, place)).stderr).toContain("Nothing to propose to main.");
    emulator.setLists({ all: [...lists.all, "43.134.0.0/24"] });
    await push(emulator, place);
    expect(onBranch(host).split("\n")).toHaveLength(1);
  });

  it("prints the link of a host that opens nothing, and works without push options", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost({ pushOptions: false });
    await using place = await cloneOf(host);
    host.say(
      "Create a new pull request for 'chat-ip/update':",
      "  https://gitea.example/a/b/compare/main...chat-ip/update",
    );
    const ran = await push(emulator, place, "--host", "gitlab");
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain("https://gitea.example/a/b/compare/main...chat-ip/update\n");
    expect(ran.stderr).toContain("Open the merge request here:");
  });

  it("ends with 1 when GitLab could not open the merge request", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    host.say("=======", "WARNINGS:", "Error encountered with push options: User is required", "=======");
    const ran = await push(emulator, place, "--host", "gitlab");
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain("User is required");
  });

  it("works from a shallow clone, a worktree, a detached head and a dirty tree", async () => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    await place.write("README.md", "b\n");
    commitAll(place, "Second");
    git(place, ["push", "-q", host.repository.path, "main"]);
    await using other = await createPlace();
    git(other, ["clone", "-q", "--depth=1", `file://${host.repository.path}`, "clone"]);
    const clone = { ...other, path: `${other.path}/clone` };
    git(clone, ["remote", "set-url", "origin", host.urlWithPassword]);
    git(clone, ["checkout", "-q", "--detach"]);
    git(clone, ["worktree", "add", "-q", "--detach", "../tree"]);
    const tree = { ...other, path: `${other.path}/tree` };
    await tree.write("tree/README.md", "dirty\n");
    expect((await push(emulator, tree)).exitCode).toBe(0);
    expect(onBranch(host)).toContain("first version");
    expect(git(tree, ["status", "--porcelain"])).toBe(" M README.md\n");
  });

  it("works in a repository with SHA-256", async () => {
    await using emulator = await createEmulator({ lists });
    await using place = await createPlace({ "work/README.md": "a\n" });
    git(place, ["init", "-q", "--bare", "--object-format=sha256", "-b", "main", "bare.git"]);
    const work = { ...place, path: `${place.path}/work` };
    git(work, ["init", "-q", "--object-format=sha256", "-b", "main"]);
    commitAll(work, "First");
    git(work, ["remote", "add", "origin", "../bare.git"]);
    git(work, ["push", "-q", "origin", "main"]);
    const ran = await push(emulator, work);
    expect(ran.exitCode).toBe(0);
    expect(git({ path: `${place.path}/bare.git` }, ["rev-parse", "chat-ip/update"]).trim()).toHaveLength(64);
  });

  it.each([
    [
      "a wrong password",
      (host: GitHost) => host.url.replace("//", "//robot:wrong@"),
      4,
      "refuses this account",
    ],
    ["a remote that isn't there", () => "/nowhere/at/all", 1, "could not be reached"],
  ])("says what is wrong with %s", async (_name, urlOf, exitCode, words) => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    git(place, ["remote", "set-url", "origin", urlOf(host)]);
    const ran = await push(emulator, place);
    expect(ran).toMatchObject({ exitCode, stdout: "" });
    expect(ran.stderr).toContain(words);
    expect(ran.stderr).not.toContain("robot:wrong");
  });

  it.each([
    ["a branch name that git refuses", ["--branch", "a..b"], 64, "not a valid branch name"],
    ["the base as the branch", ["--branch", "main"], 1, "is the base itself"],
    ["a base that isn't there", ["--base", "nowhere"], 1, "has no branch `nowhere`"],
    ["--commit beside it", ["--commit"], 64, "can't be used together"],
  ])("refuses %s", async (_name, args, exitCode, words) => {
    await using emulator = await createEmulator({ lists });
    await using host = await createGitHost();
    await using place = await cloneOf(host);
    const ran = await push(emulator, place, ...args);
    expect(ran).toMatchObject({ exitCode, stdout: "" });
    expect(ran.stderr).toContain(words);
  });
});

describe("removals with --push", () => {
  const many = Array.from({ length: 8 }, (_, n) => `43.132.${n}.0/24`);
  const committed = { "chat-ips/all.txt": many.map((prefix) => `${prefix}\n`).join("") };
  const noteOf = (host: GitHost): string =>
    git(host.repository, ["for-each-ref", "--format=%(contents)", "refs/chat-ip/waiting/"]);

  it("wait, remembered by a note on the remote, and additions don't", async () => {
    await using emulator = await createEmulator({ lists: { all: [...many.slice(1), "43.140.0.0/24"] } });
    await using host = await createGitHost();
    await using place = await cloneOf(host, committed);
    const ran = await push(emulator, place);
    expect(ran).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("1 removal waits") });
    const text = git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"]);
    expect(text).toContain("43.132.0.0/24\n");
    expect(text).toContain("43.140.0.0/24\n");
    expect(noteOf(host)).toContain("43.132.0.0/24");
    // It came back: nothing is remembered any more.
    emulator.setLists({ all: [...many, "43.140.0.0/24"] });
    expect((await push(emulator, place)).exitCode).toBe(0);
    expect(noteOf(host)).toBe("");
  });

  it("are proposed once they have waited", async () => {
    await using emulator = await createEmulator({ lists: { all: many.slice(1) } });
    await using host = await createGitHost();
    await using place = await cloneOf(host, committed);
    expect((await push(emulator, place)).stderr).toContain("Nothing to propose");
    const [note = ""] = git(host.repository, [
      "for-each-ref",
      "--format=%(objectname)",
      "refs/chat-ip/waiting/",
    ]).split("\n");
    const aged = git(host.repository, ["log", "-1", "--format=%B", note]).replace(
      /\d{4}-\d\d-\d\dT/,
      "2020-01-01T",
    );
    const commit = git(host.repository, ["commit-tree", "-m", aged, `${note}^{tree}`]).trim();
    git(host.repository, ["update-ref", "refs/chat-ip/waiting/chat-ip/update", commit]);
    expect((await push(emulator, place)).exitCode).toBe(0);
    expect(git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"])).not.toContain(
      "43.132.0.0/24\n",
    );
  });

  it("don't wait where the remote takes no note, which is said", async () => {
    await using emulator = await createEmulator({ lists: { all: many.slice(1) } });
    await using host = await createGitHost();
    await using place = await cloneOf(host, committed);
    git(host.repository, ["config", "receive.hideRefs", "refs/chat-ip"]);
    const ran = await push(emulator, place);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain("Removals can't wait");
    expect(git(host.repository, ["show", "chat-ip/update:chat-ips/all.txt"])).not.toContain(
      "43.132.0.0/24\n",
    );
  });
});

import { createGitHubEmulator } from "@chat-ip/github-emulator";
import { describeForge } from "@chat-ip/sync/testing";
import { createFetch, createGitHub } from "../src/index.ts";

describeForge("GitHub", async () => {
  const github = await createGitHubEmulator({ validate: true, labels: ["network"] });
  const [owner = "", repo = ""] = github.repository.split("/");
  const forge = createGitHub({
    owner,
    repo,
    token: github.token,
    apiUrl: github.url,
    serverUrl: github.serverUrl,
    fetch: createFetch().fetch,
    userAgent: "chat-ip-action",
    now: Date.now,
    sleep: () => Promise.resolve(),
    random: Math.random,
    debug: () => undefined,
  });
  return {
    forge,
    tokenAccount: "github-actions[bot]",
    commit: (push) => github.commit(push),
    async orphan(branch) {
      const identity = ["-c", "user.name=maintainer", "-c", "user.email=m@example.com"];
      const tree = await github.git("rev-parse", "main^{tree}");
      const sha = await github.git(...identity, "commit-tree", tree, "-m", "Another story");
      await github.git("update-ref", `refs/heads/${branch}`, sha);
      return sha;
    },
    file: (branch, path) => github.file(branch, path),
    async parentsOf(sha) {
      return (await github.git("log", "-1", "--format=%P", sha)).split(" ");
    },
    closePull: (number) => github.closePullRequest(number),
    reopenPull: (number) => github.reopenPullRequest(number),
    mergePull: (number) => github.merge(number),
    comment: (number, body) => github.commentOnPullRequest(number, body),
    [Symbol.asyncDispose]: () => github.close(),
  };
});

import type { GitHubEmulatorOptions } from "@chat-ip/github-emulator";
import { describeForge, type ForgeWorld } from "@chat-ip/sync/testing";
import { createWorld } from "./world.ts";

async function forgeWorld(options: GitHubEmulatorOptions = {}): Promise<ForgeWorld> {
  const { github, forge } = await createWorld(options);
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
    async requireCheck() {
      const parameters = {
        required_status_checks: [{ context: "build" }],
        strict_required_status_checks_policy: false,
      };
      github.protect("main", { type: "required_status_checks", parameters });
    },
    passCheck: (branch) => github.setCheck(branch, "build", "success"),
    comment: (number, body) => github.commentOnPullRequest(number, body),
    [Symbol.asyncDispose]: () => github.close(),
  };
}

describeForge("GitHub", () => forgeWorld());

import { expect, it } from "vitest";
import { serve } from "../test/harness/serve.ts";
import { GitHubFetch } from "./github-fetch.ts";
import { createOctokit } from "./github-request.ts";

it("gives up on a GitHub that says nothing, after three tries", async () => {
  await using mute = await serve(() => undefined);
  const rim = {
    now: Date.now,
    sleep: async () => undefined,
    random: () => 0,
    debug: () => undefined,
    over: new AbortController().signal,
  };
  const { fetch } = new GitHubFetch({ timeoutMs: 50 });
  const octokit = createOctokit("token", mute.origin, fetch, rim);
  const asked = octokit.request("GET /repos/{owner}/{repo}", { owner: "acme", repo: "firewall" });
  await expect(asked).rejects.toThrow(
    "GitHub gave no answer to GET /repos/{owner}/{repo} (it took longer than 0.05 s). It was tried 3 times.",
  );
  // One that took too long to send was not received.
  expect(mute.requests.length).toBeLessThanOrEqual(3);
});

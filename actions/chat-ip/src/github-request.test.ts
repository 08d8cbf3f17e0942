import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { GitHubFetch } from "./github-fetch.ts";
import { createOctokit } from "./github-request.ts";

it("gives up on a GitHub that says nothing, after three tries", async () => {
  let requests = 0;
  const mute = createServer(() => {
    requests++;
  });
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
  const rim = { now: Date.now, sleep: async () => undefined, random: () => 0, debug: () => undefined };
  const octokit = createOctokit("token", url, new GitHubFetch(50).fetch, rim);
  const asked = octokit.request("GET /repos/{owner}/{repo}", { owner: "acme", repo: "firewall" });
  await expect(asked).rejects.toThrow(
    "GitHub gave no answer to GET /repos/{owner}/{repo} (it took longer than 0.05 s). It was tried 3 times.",
  );
  expect(requests).toBe(3);
  mute.closeAllConnections();
  mute.close();
});

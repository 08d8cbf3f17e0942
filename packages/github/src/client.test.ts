import { expect, it } from "vitest";
import { serve } from "../test/serve.ts";
import { createClient } from "./client.ts";
import { createFetch } from "./fetch.ts";

it("gives up on a GitHub that says nothing, after three tries", async () => {
  await using mute = await serve(() => undefined);
  const { fetch } = createFetch({ timeoutMs: 50 });
  const octokit = createClient({
    token: "token",
    apiUrl: mute.origin,
    fetch,
    userAgent: "test",
    now: Date.now,
    sleep: async () => undefined,
    random: () => 0,
    debug: () => undefined,
  });
  const asked = octokit.request("GET /repos/{owner}/{repo}", { owner: "acme", repo: "firewall" });
  await expect(asked).rejects.toMatchObject({
    told: {
      what: "Could not read the repository: GitHub gave no answer (it took longer than 0.05 s).",
      why: "It was tried 3 times.",
    },
  });
  // One that took too long to send was not received.
  expect(mute.requests.length).toBeLessThanOrEqual(3);
});

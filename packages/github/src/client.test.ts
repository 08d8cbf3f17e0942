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
    kind: "lost",
    told: {
      id: "no-answer",
      purpose: "read-repository",
      why: { kind: "timeout", seconds: 0.05 },
      givenUp: { kind: "tries", tries: 3 },
    },
  });
  // One that took too long to send was not received.
  expect(mute.requests.length).toBeLessThanOrEqual(3);
});

// Uses the built package the way a user's program would, and returns what came of it. Runs on every runtime, so it is
// JavaScript and uses no API of Node.
import { createChatClient, signUserSig, verifyUserSig } from "@chat-ip/core";

export async function run({ sdkAppId, secretKey, endpoint, silent, closed }) {
  await using client = createChatClient({ sdkAppId, secretKey, endpoint, rateLimits: false });
  const { entries } = await client.getIPList("all");
  const pages = [];
  for await (const { Next } of client.pages("group_open_http_svc/get_appid_group_list"))
    pages.push(String(Next));

  await using stranger = createChatClient({ sdkAppId, secretKey: "the-key-of-another-app", endpoint });
  const refused = await stranger.getIPList("all").catch(({ name, code, category }) => [name, code, category]);

  await using nobody = createChatClient({ sdkAppId, secretKey, endpoint: closed, maxAttempts: 1 });
  const unreachable = await nobody.request("some/command").catch(({ name, kind }) => [name, kind]);

  await using patient = createChatClient({ sdkAppId, secretKey, endpoint: silent, maxAttempts: 1 });
  const late = await patient.getIPList("all", { timeoutMs: 50 }).catch(({ name, kind }) => [name, kind]);
  const controller = new AbortController();
  const call = patient.getIPList("all", { signal: controller.signal }).catch((error) => error.message);
  setTimeout(() => controller.abort(new Error("enough")), 10);
  const aborted = await call;

  const userSig = signUserSig({ sdkAppId, secretKey, identifier: "administrator" });
  const { valid } = verifyUserSig(userSig, { sdkAppId, secretKey });
  return { entries, pages, refused, unreachable, late, aborted, valid };
}

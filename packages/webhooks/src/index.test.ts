import { expect, it } from "vitest";
import * as fastify from "./adapters/fastify.ts";
import * as fetch from "./adapters/fetch.ts";
import * as node from "./adapters/node.ts";
import * as webhooks from "./index.ts";

it.each([
  [
    "the package",
    webhooks,
    [
      "AllowlistSourceError",
      "WebhookAnswerError",
      "WebhookBodyError",
      "WebhookOptionsError",
      "allow",
      "createAllowlistSource",
      "createDuplicateStore",
      "createWebhookHandler",
      "parseJson",
      "refuse",
      "replace",
      "resolveSource",
      "signWebhook",
      "verifyWebhook",
    ],
  ],
  ["/node", node, ["fromNodeRequest", "toNodeHandler"]],
  ["/fetch", fetch, ["toFetchHandler"]],
  ["/fastify", fastify, ["webhooksPlugin"]],
])("exports what is documented, and nothing else: %s", (_, module, names) => {
  expect(Object.keys(module).sort()).toEqual(names);
});

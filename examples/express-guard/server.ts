// An Express server that lets in Chat's webhooks only, and refuses messages with links. README.md lists the settings.
import { createChatClient, type Region } from "@chat-ip/core";
import { createAllowlistSource, createWebhookHandler, refuse } from "@chat-ip/webhooks";
import { toNodeHandler } from "@chat-ip/webhooks/node";
import express from "express";

const { env } = process;
const sdkAppId = Number(env.CHAT_SDK_APP_ID);

const client = createChatClient({
  sdkAppId,
  secretKey: env.CHAT_SECRET_KEY ?? "",
  ...(env.CHAT_ENDPOINT ? { endpoint: env.CHAT_ENDPOINT } : { region: env.CHAT_REGION as Region }),
});

// The addresses that Chat calls from, asked for again every hour. The file keeps them for the next start.
const allow = createAllowlistSource({
  client,
  lists: [env.CHAT_LIST === "webhook-china" ? "webhook-china" : "webhook-global"],
  cacheFile: "chat-addresses.json",
});
await allow.refresh();

const handler = createWebhookHandler({
  sdkAppIds: [sdkAppId],
  tokens: [env.CHAT_WEBHOOK_TOKEN ?? ""],
  allow,
  trustedProxies: env.TRUSTED_PROXIES?.split(",") ?? [],
  on: {
    "C2C.CallbackBeforeSendMsg": ({ body }) =>
      JSON.stringify(body.MsgBody).includes("http") ? refuse(120001, "No links, please.") : undefined,
  },
});

const app = express();
app.post("/chat", toNodeHandler(handler));
app.get("/health", (_request, response) => {
  response.json(allow.status);
});
const server = app.listen(Number(env.PORT ?? 8080), () => console.log("Listening on", server.address()));

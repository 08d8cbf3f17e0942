import type { Language } from "../words/language.ts";

/** What people call webhooks, as an argument of `explain`. */
export const webhookTopics: readonly string[] = ["webhooks", "webhook", "callbacks", "callback", "回调"];

/** What to look at if webhooks don't arrive, from the console to the server. */
export const webhookGuide: Readonly<Record<Language, string>> = {
  en: `Webhooks (callbacks) don't arrive: look at these, in this order.
1. The console: the webhook's URL is set, and each event that you want is switched on.
2. The firewall: it lets Chat in. Chat calls from the list webhook-china if your server is in China (Hong Kong included),
   and from webhook-global elsewhere: chat-ip fetch webhook-global
3. The server: it answers within 2 seconds, with HTTP status 200 and {"ActionStatus":"OK","ErrorCode":0}. Try it:
   chat-ip webhook send C2C.CallbackAfterSendMsg --to https://your.server/path
4. The signature: with authentication switched on, Sign is SHA-256 of the token and RequestTime, and your clock must be
   right to a minute. Set CHAT_IP_WEBHOOK_TOKEN, and the command above signs as Chat does.
5. The log: who calls, and isn't Chat? chat-ip lookup --unlisted < access.log
Events by name: chat-ip webhook list
`,
  "zh-CN": `收不到回调时，请依次检查：
1. 控制台：已填写回调 URL，并已开启所需的每一个回调事件。
2. 防火墙：已放行腾讯云。业务服务器在中国地区（包括中国香港）时，回调来自 webhook-china 列表，
   在海外地区时来自 webhook-global 列表：chat-ip fetch webhook-global
3. 业务服务器：在 2 秒内应答，HTTP 状态码为 200，内容为 {"ActionStatus":"OK","ErrorCode":0}。可以这样测试：
   chat-ip webhook send C2C.CallbackAfterSendMsg --to https://your.server/path
4. 鉴权：开启后，Sign 是 Token 与 RequestTime 拼接后的 SHA-256，服务器的时钟误差不能超过一分钟。
   设置 CHAT_IP_WEBHOOK_TOKEN 后，上面的命令会像腾讯云一样签名。
5. 日志：哪些来源不是腾讯云？chat-ip lookup --unlisted < access.log
全部回调的名称：chat-ip webhook list
`,
};

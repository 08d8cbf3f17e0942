import type { ListName } from "@chat-ip/core";
import type { Language } from "../words/language.ts";

/** Who needs a list, in a sentence. */
export const listGuide: Readonly<Record<ListName, Readonly<Record<Language, string>>>> = {
  all: {
    en: "Every server address. Allow it only if you can't tell which of the others you need.",
    "zh-CN": "全部服务器地址。仅在无法判断需要哪个列表时使用。",
  },
  "native-china": {
    en: "Outbound, for clients in China (Hong Kong included) with a native SDK: iOS, Android, desktop, Flutter, Unity.",
    "zh-CN": "出方向：中国地区（包括中国香港）使用原生 SDK（iOS、Android、桌面、Flutter、Unity）的客户端。",
  },
  "native-global": {
    en: "Outbound, for clients outside China with a native SDK: iOS, Android, desktop, Flutter, Unity.",
    "zh-CN": "出方向：海外地区使用原生 SDK（iOS、Android、桌面、Flutter、Unity）的客户端。",
  },
  "web-china": {
    en: "Outbound, for clients in China (Hong Kong included) with the web SDK.",
    "zh-CN": "出方向：中国地区（包括中国香港）使用 Web SDK 的客户端。",
  },
  "web-global": {
    en: "Outbound, for clients outside China with the web SDK.",
    "zh-CN": "出方向：海外地区使用 Web SDK 的客户端。",
  },
  "webhook-china": {
    en: "Inbound, if your server in China (Hong Kong included) receives webhooks: the addresses that Chat calls from.",
    "zh-CN": "入方向：业务服务器部署在中国地区（包括中国香港）时，回调的出口地址。",
  },
  "webhook-global": {
    en: "Inbound, if your server outside China receives webhooks: the addresses that Chat calls from.",
    "zh-CN": "入方向：业务服务器部署在海外地区时，回调的出口地址。",
  },
};

import type { Language } from "../words/language.ts";

/** What is known about a whole range of codes. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
  readonly meaning: Readonly<Record<Language, string>>;
  readonly remedy: Readonly<Record<Language, string>>;
}

const clientRemedy: CodeRange["remedy"] = {
  en:
    "First check the device's network. If only networks behind your firewall fail, allow the lists that the client " +
    "needs: native-china and native-global for iOS, Android, desktop and other native SDKs, web-china and web-global " +
    "for the web SDK and mini programs, by where the users are (`chat-ip fetch native-global`). Native SDKs from 6.2 " +
    "can be told to use one domain instead of many addresses.",
  "zh-CN":
    "请先检查设备的网络。如果只有防火墙之后的网络失败，请放行客户端所需的列表：iOS、Android、桌面等原生 SDK 为 native-china 和 " +
    "native-global，Web SDK 和小程序为 web-china 和 web-global，按用户所在地区选择（`chat-ip fetch native-global`）。原生 SDK 6.2 " +
    "起可以改用单一域名代替多个地址。",
};

const lookUp: CodeRange["remedy"] = {
  en: "Look the code up in the vendor's list: https://www.tencentcloud.com/document/product/1047/34348",
  "zh-CN": "请查阅官方错误码文档：https://cloud.tencent.com/document/product/269/1671",
};

/**
 * Ranges for codes without an entry of their own.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34348
 */
const ranges: readonly CodeRange[] = [
  {
    from: 6000,
    to: 6999,
    meaning: {
      en: "a code of the client SDK, not of the server API: the app isn't connected, isn't logged in, or waited too long",
      "zh-CN": "客户端 SDK 的错误码，不是服务端 API 的：未连接、未登录或等待超时",
    },
    remedy: clientRemedy,
  },
  {
    from: 9000,
    to: 9999,
    meaning: {
      en: "a network code of the client SDK, not of the server API: the connection failed, broke or timed out",
      "zh-CN": "客户端 SDK 的网络错误码，不是服务端 API 的：连接失败、断开或超时",
    },
    remedy: clientRemedy,
  },
  { from: 10_000, to: 19_999, meaning: { en: "a code about groups", "zh-CN": "群组错误码" }, remedy: lookUp },
  {
    from: 20_000,
    to: 29_999,
    meaning: { en: "a code about one-to-one messages", "zh-CN": "单聊消息错误码" },
    remedy: lookUp,
  },
  {
    from: 30_000,
    to: 39_999,
    meaning: { en: "a code about friends and blocklists", "zh-CN": "关系链错误码" },
    remedy: lookUp,
  },
  {
    from: 40_000,
    to: 49_999,
    meaning: { en: "a code about profiles", "zh-CN": "资料错误码" },
    remedy: lookUp,
  },
  {
    from: 60_000,
    to: 69_999,
    meaning: {
      en: "a code of the REST API in general, not in this table",
      "zh-CN": "REST API 公共错误码（不在本表中）",
    },
    remedy: lookUp,
  },
  {
    from: 70_000,
    to: 79_999,
    meaning: {
      en: "a code about accounts and UserSigs, not in this table",
      "zh-CN": "账号错误码（不在本表中）",
    },
    remedy: lookUp,
  },
];

export function rangeOf(code: number): CodeRange | undefined {
  return ranges.find(({ from, to }) => code >= from && code <= to);
}

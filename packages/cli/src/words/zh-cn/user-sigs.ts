import type { Words } from "../en/english.ts";

/** Why a UserSig isn't valid, by the words that scripts read. */
const names: Readonly<Record<string, string>> = {
  malformed: "不完整",
  signature: "签名不符",
  sdkappid: "应用不符",
  identifier: "账号不符",
  expired: "已过期",
};

export const userSigWords: Words["userSigs"] = {
  noneGiven: { what: "没有给出 UserSig。", remedy: "请以参数或标准输入给出。" },
  notATime: (text) => ({
    what: `--expires：\`${text}\` 不是时长。`,
    remedy: "请写秒数，或带 m、h、d 的数字，例如 12h；最长 68 年。",
  }),
  signedFor: (identifier, sdkAppId, until) => `用于应用 ${sdkAppId} 的 ${identifier}，有效期至 ${until}。`,
  fields: {
    identifier: "identifier",
    app: "sdkappid",
    signed: "签发时间",
    expires: "过期时间",
    userBuf: "userbuf",
  },
  expires: (at, relative, expired) => `${at}（${relative}${expired ? "已过期" : "过期"}）`,
  valid: (identifier, relative) => `有效：用于 ${identifier}，${relative}过期`,
  notValid: (reason) => `无效：${names[reason] ?? reason}`,
  isNotValid: "此 UserSig 无效。",
  reasons: {
    malformed: { why: "这不是完整的 UserSig。", remedy: "请完整复制：可能被截断了（70003）。" },
    signature: {
      why: "它不是用此密钥签发的（70009）。",
      remedy: "请从控制台重新复制该应用的密钥，并重新签发。",
    },
    sdkappid: { why: "它属于其他应用（70014）。", remedy: "请用此 SDKAppID 签发。" },
    identifier: { why: "它属于其他账号（70013）。", remedy: "请用签发时的账号登录。" },
    expired: { why: "它已过期（70001）。", remedy: "请重新签发；如果刚刚签发，请检查签发机器的时钟。" },
  },
};

import type { Words } from "../en/english.ts";
import { amounts } from "./amounts.ts";

/** The looks by their English names; the rest are lists. */
const checks: Readonly<Record<string, string>> = {
  proxy: "代理",
  DNS: "DNS",
  "main host": "主域名",
  "backup host": "备用域名",
  clock: "时钟",
  key: "密钥",
  "key and region": "密钥与地域",
  admin: "管理员",
  region: "地域",
  files: "文件",
  workflow: "工作流",
};

export const doctorWords: Words["doctor"] = {
  looking: "正在检查 …",
  check: (name) => checks[name] ?? name,
  remedyAfter: " → ",
  userSigAsItIs: "直接使用给定的 UserSig",
  keyLooksRight: "符合控制台密钥的形式",
  keyLooksOdd: (problem) => `密钥${problem}。`,
  copyKey: "请从控制台重新复制密钥。",
  accepted: "API 已接受",
  mayCall: (identifier) => `${identifier} 可以调用 API`,
  prefixes: amounts.prefixes,
  emptyList: "API 返回空列表。",
  askEntitled: "请向腾讯云确认您的应用是否开通了此列表。",
  regionKnows: (region, id) => `SDKAppID ${id} 属于 ${region}。`,
  setRegion: (region) => `请设置 --region ${region}。`,
  noRegionKnows: (id, unclear) =>
    `没有地域认识 SDKAppID ${id}${unclear.length === 0 ? "" : `（${unclear.join("、")} 没有明确的结果）`}。`,
  checkId: "请检查 SDKAppID。",
  regionsNotAsked: "未能查询其他地域",

  noFiles: (folder) => `${folder} 中没有白名单`,
  last: (committed, days) =>
    `最近一次${committed ? "提交" : "写入"}：${days === 0 ? "今天" : `${days} 天前`}`,
  lastLongAgo: (committed, days) => `白名单最近一次${committed ? "提交" : "写入"}是在 ${days} 天前。`,
  runCheck: "请运行 `chat-ip check`：内容可能仍然正确。",

  correctVariable: "请改正该变量，或取消设置。",
  noProxy: "未设置",
  throughProxy: (host) => `请求经由 ${host}`,
  correctNoProxy: "请改正 NO_PROXY。",
  leftToProxy: (host) => `${host}：由代理解析`,
  answersIn: (host, ms) => `${host} 在 ${ms} 毫秒内响应`,
  unreachable: (host, code) => `无法连接 ${host}（${code}）。`,
  noAnswer: "没有响应",
  trustProxy: "如果您的代理会解密 TLS，请将 NODE_EXTRA_CA_CERTS 设为其证书。",
  allowHttps: "请在防火墙中放行到该主机的 HTTPS，或设置 HTTPS_PROXY。",
  nameIs: (name, addresses) => `${name} 解析为 ${addresses.join("、")}`,
  nameUnknown: (name, code) => `无法解析 ${name}（${code}）。`,
  checkDns: "请检查本机的 DNS。",
  noTime: "无法读取主机的时间",
  clockWithin: (seconds) => `与主机相差不超过 ${seconds} 秒`,
  clockOff: (seconds, ahead) => `本机时钟${ahead ? "快" : "慢"}了 ${seconds} 秒。`,
  setClock: "请开启 NTP：UserSig 中含有时间（70001）。",

  setToken: "设置 GITHUB_TOKEN 后可查看最近一次运行",
  repositoryUnknown: "不清楚 GitHub 上的仓库",
  workflowUnseen: (repository, status) => `在 ${repository} 中看不到 chat-ips.yml（HTTP ${status}）`,
  neverRan: "chat-ips.yml 从未运行过。",
  startByHand: "请手动运行一次。",
  gitHubSilent: (repository) => `未能向 GitHub 查询 ${repository}`,
  runningNow: (url) => `正在运行（${url}）`,
  lastRunWorked: (date) => `最近一次运行（${date}）成功`,
  lastRunFailed: (date, conclusion) => `最近一次运行（${date}）的结果为 ${conclusion}。`,
  seeUrl: (url) => `请查看 ${url}。`,
};

import type { InitHost } from "../../init/templates.ts";
import type { Words } from "../en/english.ts";

const steps: Readonly<Record<InitHost, readonly string[]>> = {
  github: [
    "创建仓库 secret CHAT_SECRET_KEY，值为应用的密钥。",
    "在 Settings → Actions → General 中开启“Allow GitHub Actions to create and approve pull requests”。",
  ],
  gitlab: [
    "在 .gitlab-ci.yml 中引入该文件：include: [{ local: .gitlab/chat-ips.gitlab-ci.yml }]",
    "创建已隐藏（masked）的 CI/CD 变量 CHAT_IP_SECRET_KEY 和 CHAT_IP_PUSH_TOKEN（项目访问令牌，角色 Developer，范围 write_repository）。",
    "在 Build → Pipeline schedules 中创建定时流水线，例如 17 */6 * * *。",
  ],
  gitea: ["创建 secrets CHAT_IP_SECRET_KEY 和 CHAT_IP_PUSH_TOKEN（有权写入仓库的令牌）。"],
};

export const initWords: Words["init"] = {
  ask: {
    host: (names) => `代码托管平台：${names.join("、")}`,
    sdkAppId: "SDKAppID（可在控制台查看）",
    region: (names) => `地域：${names.join("、")}`,
    lists: (names) => `列表，用逗号分隔：${names.join("、")}`,
    allLists: "全部七个",
    path: "白名单所在的目录",
  },
  unknownHost: (name, remedy) => ({ what: `未知的平台 \`${name}\`。`, remedy }),
  badId: (text) => ({
    what: text === "" ? "缺少 SDKAppID。" : `\`${text}\` 不是 SDKAppID。`,
    remedy: "请使用 --sdk-app-id。SDKAppID 显示在控制台的应用名称旁。",
  }),
  noRegion: (names) => ({
    what: "缺少地域。",
    remedy: `请使用 --region：${names.join("、")}。\`chat-ip doctor\` 可以查出地域。`,
  }),
  badRegion: (text, hint) => ({ what: `未知的地域 \`${text}\`。`, remedy: hint }),
  badPath: (path) => ({ what: `\`${path}\` 不是当前目录之下的目录。`, remedy: "请使用字母、数字、- 和 /。" }),
  exists: (files) => ({
    what: `${files.join("、")} 已存在。`,
    remedy: "请用 --force 覆盖，或手动修改。",
  }),
  next: "接下来：",
  steps: (host) => steps[host],
};

import type { Words } from "../en/english.ts";
import { chineseProblem } from "./problems.ts";

export const settingWords: Words["settings"] = {
  ofApp: (app, what) => `应用 ${app}：${what}`,
  inConfig: (name, file) => `${file ?? "配置文件"} 中的 \`${name}\``,
  refused: (origin, value, problem) => `${origin}：${value} ${problem}`,
  problemOf: (origin, problem) => `${origin} ${problem}。`,
  problem: chineseProblem,
  numberRange: (maximum) => `必须是 0 到 ${maximum} 之间的数字。`,
  wholeNumber: "必须是整数。",
  trueOrFalse: "必须是 true 或 false。",
  notKnown: "不是已知的值。",
  namesNothing: "没有包含任何名称。",
  unknownName: (origin, name) => `${origin}：未知的名称 \`${name}\`。`,

  appsShareFolder: (first, second, path) => ({
    what: `应用 ${first} 和 ${second} 使用了同一个目录 ${path}。`,
    remedy: "请为每个应用设置各自的 `path`。",
  }),
  severalApps: (file, count, names) => ({
    what: `${file} 中有 ${count} 个应用，而此命令一次只处理一个。`,
    remedy: `请用 --app 选择：${names.join("、")}。`,
  }),
  noSuchApp: (name, remedy) => ({
    what: `--app：配置文件中没有应用 \`${name}\`。`,
    remedy: remedy ?? "请在 chat-ip.config.json 中添加 `apps`，或去掉 --app。",
  }),
  pathNotBelow: (origin, root) => ({
    what: `${origin} 必须是 ${root} 之下的目录。`,
    remedy: "请先切换到其上级目录，或改用当前目录之下的目录。",
  }),

  idMissing: {
    what: "缺少 SDKAppID。",
    remedy: "请设置 CHAT_IP_SDK_APP_ID 或使用 --sdk-app-id。SDKAppID 显示在控制台的应用名称旁。",
  },
  idIsZero: (origin) => ({ what: `${origin}：0 不是有效的 SDKAppID。` }),
  regionMissing: (names) => ({
    what: "缺少地域。",
    remedy: `请设置 CHAT_IP_REGION 或使用 --region：${names.join("、")}。\`chat-ip doctor\` 可以查出地域。`,
  }),
  bothSet: (first, second) => ({
    what: `${first} 和 ${second} 不能同时设置。`,
    remedy: "请只保留其中一个。",
  }),
  keyMissing: {
    what: "缺少密钥。",
    remedy: "请设置 CHAT_IP_SECRET_KEY，或使用 --key-file FILE、--key-stdin。密钥可在控制台查看。",
  },
  keyOnStdin: "标准输入中的密钥",
  keyEmpty: (origin) => ({ what: `${origin} 为空。`, remedy: "请检查该密钥是否存在、名称是否写对。" }),
  keyProblem: (origin, problem) => ({ what: `${origin} ${problem}。`, remedy: "请从控制台重新复制密钥。" }),
  keyFileUnreadable: (origin, file, code) => ({
    what: `${origin}：无法读取 ${file}（${code}）。`,
    remedy: "请检查路径和文件的读取权限。",
  }),

  configNotAFile: (file) => ({
    what: `${file} 不是文件。`,
    remedy: "请将其移除，或用 --config 给出配置文件。",
  }),
  configUnreadable: (file, code) => ({
    what: `无法读取配置文件 ${file}（${code}）。`,
    remedy: "请检查 --config 给出的路径，或用 `chat-ip init` 创建配置文件。",
  }),
  configNotJson: (file, why) => ({
    what: `${file} 不是有效的 JSON。`,
    why,
    remedy: "请改正。JSON 中不能有注释和多余的逗号。",
  }),
  inFile: (file, what) => `${file}：${what}`,
  notOneObject: { what: "文件内容必须是一个 JSON 对象。", remedy: '请写成 {"sdk-app-id": …, …}。' },
  appsNoList: {
    what: "`apps` 必须是列表，且至少有一个应用。",
    remedy: '请写成 "apps": [{"name": "shop", "sdk-app-id": …}]。',
  },
  appNeedsName: (index) => ({
    what: `apps[${index}] 缺少 \`name\`，或其中有小写字母、数字和连字符以外的字符。`,
    remedy: '请补上，例如 "name": "shop"。',
  }),
  appTwice: (name) => ({ what: `有两个应用都叫 \`${name}\`。`, remedy: "请为每个应用取不同的名称。" }),
  fieldOfApp: (app, what) => `应用 \`${app}\`：${what}`,
  secretInConfig: (name) => ({
    what: `\`${name}\` 不应写在此文件中，因为它通常会被提交。`,
    remedy: "请设置环境变量 CHAT_IP_SECRET_KEY，或用 `key-file` 指定文件。",
  }),
  unknownField: (name, remedy) => ({ what: `未知的字段 ${name}。`, remedy }),
  fieldProblem: (name, problem) => ({ what: `\`${name}\` ${problem}` }),
  notEmptyText: "必须是非空文本。",
  noControls: "不能包含换行或控制字符。",
  oneOf: (names, hint) => `必须是以下之一：${names.join("、")}。${hint}`,
  listOfNames: "必须是名称列表。",
  holdsUnknown: (name, hint) => `包含未知的 ${name}。${hint}`,
};

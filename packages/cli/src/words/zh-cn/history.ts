import type { Words } from "../en/english.ts";
import { amounts } from "./amounts.ts";

const kinds: Words["history"]["kinds"] = { allowed: "放行", gone: "移除", back: "恢复放行" };

export const historyWords: Words["history"] = {
  kinds,
  neither: (text, hint) => ({
    what: `\`${text}\` 既不是地址也不是列表。`,
    remedy: `请给出地址、CIDR 或列表名。${hint}`,
  }),
  never: (prefix) => `${prefix} 从未出现在任何列表中。`,
  notADate: (text) => ({
    what: `--since：\`${text}\` 不是日期。`,
    remedy: "请写日期，例如 2026-10-31，或从现在往前的时长，例如 30d 或 12h。",
  }),
  noChanges: (since) =>
    since === null ? "没有变更。" : `自 ${since.toISOString().slice(0, 10)} 起没有变更。`,
  noFolder: (folder) => ({ what: `没有目录 ${folder}。`, remedy: "请用 --path 给出白名单所在的目录。" }),
  noRepository: (folder) => ({
    what: `${folder} 不在有提交的 git 仓库中。`,
    remedy: "历史来自 git。",
  }),
  shallow: (what) => ({
    what: what === "history" ? "这是浅克隆：更早的历史不会显示。" : "这是浅克隆，因此日期可能偏晚。",
    remedy: "请运行 `git fetch --unshallow` 以查看全部历史。",
  }),
  writtenTo: (changes, file) => `已将 ${amounts.changes(changes)}写入 ${file}。`,
  page: {
    language: "zh-CN",
    heading: (title) => `白名单历史：${title}`,
    shallow: "由浅克隆生成：缺少更早的变更。",
    field: "查询地址或 CIDR",
    lookUp: "查询",
    timeline: "时间线",
    list: "列表",
    allLists: "全部列表",
    more: "显示更多",
    noScript: "查询和时间线需要 JavaScript。页面不会从网络加载任何内容。",
    notAnAddress: "这不是 IPv4、IPv6 地址或 CIDR。",
    never: "{} 从未出现在任何列表中。",
    isAllowed: "{}：已放行",
    isNotAllowed: "{}：目前未放行",
    andMore: " 等，另有 {} 个",
    kinds,
  },
};

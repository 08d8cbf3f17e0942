import type { PrefixChange } from "@chat-ip/allowlist";
import type { Words } from "../en/english.ts";
import { amounts } from "./amounts.ts";

const relations: Readonly<Record<PrefixChange["relation"], string>> = {
  new: "新增",
  widened: "扩大",
  narrowed: "缩小",
  split: "拆分",
  merged: "合并",
  gone: "移除",
};

export const planWords: Words["plan"] = {
  comparing: (lists) => `正在比较 ${amounts.lists(lists)} …`,
  newFile: "（新文件）",
  relation: (relation) => relations[relation],
  related: (first, more) => `（${first}${more === 0 ? "" : ` 等 ${more + 1} 个`}）`,
  noAddressChanges: "地址不变",
  describeChange: (relation, related, effect) => `${relation}${related}，${effect}`,
  badLine: (line, reason) => `~ 第 ${line} 行不是有效的地址（${reason}），将被移除`,
  notLoaded: (lists, why, remedy) => ({ what: `${lists.join("、")}：未能获取。`, why, remedy }),
  heldBack: (list, why, remedy) => ({ what: `${list} 已拦截：其文件保持不变。`, why, remedy }),
  letThrough: (answer) => `如果返回的数据正确，请用 --allow-suspicious ${answer} 放行一次。`,
  unreadableRemedy: () => undefined,
  removalsHeldBack: (list, why, answer) => ({
    what: `${list}：移除已拦截，这些前缀保留在文件中。`,
    why,
    remedy: `如果移除正确，请用 --allow-suspicious ${answer} 放行一次。`,
  }),
  waiting: (list, count, until) => `${list}：${count} 项移除等待确认，最早于 ${until} 提出。`,
  nearMiss: (file, line) => ({
    what: `${file} 第 ${line} 行被当作普通注释。`,
    remedy: "请写成 `# keep: 原因`，以保护其下方的条目。",
  }),
  notCompared: (count) => `${amounts.lists(count)}未能比较或已拦截。`,
  nothingCompared: "没有进行比较。",
  upToDate: (count) => `${amounts.lists(count)}已是最新。`,
  differ: (count, opens, closes) =>
    `${amounts.lists(count)}有差异：${opens === null ? "不新增放行" : `新增放行 ${opens}`}，${closes === null ? "不移除任何地址" : `移除 ${closes}`}。`,
  nothingWritten: "没有写入任何文件。",
  written: (count) => `已写入 ${amounts.files(count)}。`,
  noDifference: "没有差异。",
  sameAddresses: "地址相同，只是写法不同。",
  opensAndCloses: (opens, closes) =>
    `${opens === null ? "不新增放行" : `新增放行 ${opens}`}，${closes === null ? "不移除任何地址" : `移除 ${closes}`}。`,
  stopped: "已停止。",
  commandFailed: (code) => ({
    what: `--on-drift 的命令以退出码 ${code} 结束。`,
    remedy: "下次检查时会再次运行。",
  }),
};

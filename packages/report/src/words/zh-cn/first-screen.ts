import type { AddressCount } from "@chat-ip/allowlist";
import { code, link } from "../../text/escape.ts";
import { readerPages } from "../../text/project.ts";
import { isNone, isSame, quantitiesOf } from "../../text/quantities.ts";
import type { Effects, Until, Where } from "../facts.ts";
import type { FirstScreenWords } from "../first-screen-words.ts";
import { addressAmount, amount, shortAmount } from "./amounts.ts";
import { chineseReason } from "./reasons.ts";

const at: Readonly<Record<Where, string>> = { china: "中国地区的", global: "海外地区的", both: "" };
const deployedAt: Readonly<Record<Where, string>> = {
  china: "部署在中国地区的业务服务器",
  global: "部署在海外的业务服务器",
  both: "您的业务服务器",
};

export const findingLabels: FirstScreenWords["findingLabels"] = {
  empty: "返回空列表",
  unreadable: "文件无法读取",
  "refused-entries": "含无效条目",
  "host-bits": "前缀长度可疑",
  "too-broad": "范围过大",
  "added-percent": "突然增长",
  "not-global": "非公网地址",
  "family-gone": "整个地址族缺失",
  "removed-percent": "移除过多",
};

/** Part of what opens, in a sentence that has named the whole. */
const ofThem = (part: AddressCount, whole: AddressCount): string =>
  isSame(part, whole) ? "这些地址" : `其中 ${amount(part)}`;

function untilWhen(until: Until): string {
  switch (until.kind) {
    case "merged":
      return "合并之前";
    case "pull-request":
      return `${until.link} 合并之前`;
    case "base":
      return `${until.base} 上的文件更新之前`;
    case "resolved":
      return "处理完成之前";
  }
}

const clientNames = { native: "原生客户端", web: "Web 客户端", both: "原生客户端和 Web 客户端" } as const;

function effectsOf({ opened, closed, clients, webhooks, onlyAll }: Effects): string[] {
  const parts: string[] = [];
  if (clients)
    parts.push(`${at[clients.where]}${clientNames[clients.who]}无法连接${ofThem(clients.opened, opened)}`);
  if (webhooks) parts.push(`${deployedAt[webhooks.where]}会拒绝来自${ofThem(webhooks.opened, opened)}的回调`);
  if (onlyAll) parts.push(`使用 ${code("all")} 的防火墙会拦截${ofThem(onlyAll, opened)}`);
  if (!isNone(closed))
    parts.push(isNone(opened) ? "防火墙仍会放行 Chat 已不再使用的地址" : "待移除的地址仍会放行");
  return parts;
}

/** The words of the first screen in Chinese. */
export function chineseFirstScreen(): FirstScreenWords {
  const { number, date } = quantitiesOf("zh-CN");
  return {
    amount,
    addressAmount,
    shortAmount,
    prefixes: (count) => `${number(count)} 个前缀`,
    lists: (count) => `${number(count)} 个列表`,
    listInApps: (name, apps, all) => `${number(all)} 个应用中 ${number(apps)} 个的 ${name}`,
    andMore: (items, more) => `${items.join("、")} 等 ${number(items.length + more)} 项`,
    regions: {
      china: "中国",
      singapore: "新加坡",
      seoul: "首尔",
      frankfurt: "法兰克福",
      "silicon-valley": "硅谷",
      jakarta: "雅加达",
      tokyo: "东京",
      riyadh: "利雅得",
      mumbai: "孟买",
    },
    lead(effects, until) {
      const { opened, closed } = effects;
      const opens = isNone(opened) ? "不新增放行" : `新增放行 ${amount(opened)}`;
      const closes = isNone(closed) ? "不移除任何地址" : `移除 ${amount(closed)}`;
      const sum = `**${opens}，${closes}。**`;
      return until === null ? sum : `${sum} ${untilWhen(until)}，${effectsOf(effects).join("，")}。`;
    },
    firstVersion: (opened, lists) =>
      `**首个版本：${number(lists)} 个列表共放行 ${amount(opened)}。** 防火墙只需要与您的业务对应的列表，请从下表中选择一个开始。`,
    sameAddresses: (badLines) =>
      badLines > 0
        ? `**地址没有变化。** 替换 ${number(badLines)} 行无效地址。`
        : "**地址没有变化。** 更新其他格式的文件。",
    failureLabel({ kind, code: number }) {
      if (number !== null) return `API 错误码 ${number}`;
      return {
        api: "API 错误",
        network: "无响应",
        response: "响应无法使用",
        limit: "超出格式上限",
        "not-confirmed": "再次查询返回空列表",
      }[kind];
    },
    findingLabels,
    notIncluded: (items) => `⚠️ 未包含：${items.join(" · ")}`,
    failedItem: (names, label) => `${names}（${label}）`,
    heldBackItem: (names, labels) => `${names}（已拦截：${labels}）`,
    heldRemovalsItem: (count, names) => `${names} 的 ${number(count)} 项移除（已拦截）`,
    waitingItem(count, first, more) {
      const { month, day, time } = date(first);
      return `${number(count)} 项移除等待确认，${more ? "最早" : ""}于 ${month} 月 ${day} 日 ${time}（UTC）提出`;
    },
    alsoOnBranch: (items) => `ℹ️ 本分支还包含：${items.join(" · ")}。合并时会一并合入。`,
    commitsItem: (count, authors, files) =>
      `${authors} 的 ${number(count)} 个提交${files === "" ? "" : `（${files}）`}`,
    carriedItem: (names) => `${names} 沿用此前提出的内容（本次未能检查）`,
    grades: { routine: "🟢 **常规变更**", "look-closely": "🟡 **请仔细检查**" },
    reason: (reason, names) => chineseReason(reason, names, findingLabels),
    gradeLine: (grade, reasons, how) => `${grade}：${reasons.join("；")}。${how}`,
    pages: readerPages["zh-CN"],
    howGraded: "如何评级",
    meanings: {
      all: "全部服务器地址",
      "native-china": "原生 SDK 连接地址（中国地区）",
      "native-global": "原生 SDK 连接地址（海外地区）",
      "web-china": "Web SDK 连接地址（中国地区）",
      "web-global": "Web SDK 连接地址（海外地区）",
      "webhook-china": "回调出口地址（中国地区）",
      "webhook-global": "回调出口地址（海外地区）",
    },
    connections: {
      all: "以上全部，所有地区",
      "native-china": "原生客户端连接 Chat，中国地区（包括中国香港）",
      "native-global": "原生客户端连接 Chat，海外地区",
      "web-china": "Web 客户端连接 Chat，中国地区（包括中国香港）",
      "web-global": "Web 客户端连接 Chat，海外地区",
      "webhook-china": "Chat 回调您的业务服务器，中国地区（包括中国香港）",
      "webhook-global": "Chat 回调您的业务服务器，海外地区",
    },
    tableHead: ["列表", "新增放行", "移除", "前缀数"],
    narrowHead: ["列表", "地址数", "前缀数"],
    firstRunHead: ["列表", "新增放行", "谁连接谁"],
    moreRows: (count) => `另有 ${number(count)} 行`,
    inApps: (moved, apps, all) => `${moved}（${number(all)} 个应用中的 ${number(apps)} 个）`,
    merge: "**确认无误？** 合并即可，防火墙下次重新加载时生效。",
    mergesItself: "**确认无误？** 无需操作，必需的检查通过后会自动合并。",
    mergeByHand: "**确认无误？** 请手动合并，此变更不会自动合并。",
    close: "**有疑问？** 关闭此 PR，相同的变更不会再次提出。",
    keep: (base) =>
      `**需要保留自己的条目？** 请在 ${base} 分支上写到 ${code("# keep: 原因")} 行的下方，不要修改本分支。`,
    checks: (url) => `**检查没有运行？** 请在合并框中批准运行，或${link("改用 App 令牌", url)}。`,
  };
}

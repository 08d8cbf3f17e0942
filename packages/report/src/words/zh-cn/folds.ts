import type { InvalidLine, NearMiss } from "@chat-ip/allowlist";
import { code } from "../../text/escape.ts";
import { quantitiesOf } from "../../text/quantities.ts";
import type { FoldWords } from "../fold-words.ts";
import { chineseFailure } from "./failures.ts";
import { chineseFinding } from "./findings.ts";

const lineFaults: Readonly<Record<InvalidLine["kind"], string>> = {
  "not-text": "不是文本",
  empty: "为空",
  "too-long": "过长，不可能是地址或 CIDR",
  "zone-id": "地址带有区域标识",
  "range-or-name": "地址范围或名称，不是地址或 CIDR",
  "short-form": "IPv4 地址的简写",
  "leading-zero": "IPv4 地址含前导零",
  "not-an-address": "不是 IPv4 或 IPv6 地址",
  "length-not-whole": "前缀长度不是整数",
  "length-leading-zero": "前缀长度含前导零",
  "length-too-long": "前缀长度超出范围",
  "mapped-too-short": "IPv4 映射前缀短于 /96，会包含 IPv6 地址",
  "in-quotation-marks": "带引号",
  "in-brackets": "带括号",
  "trailing-mark": "末尾有多余的标点",
  "leading-mark": "开头有多余的标点",
  "punctuation-around": "前后有多余的标点",
  "unseen-or-full-width": "含不可见字符或全角字符",
  "space-inside": "中间有空格",
};

const writeAbove = `请在条目上方单独写一行 ${code("# keep: 原因")}。`;
const nearMisses: Readonly<Record<NearMiss["kind"], string>> = {
  "not-a-keep-line": writeAbove,
  "behind-an-entry": writeAbove,
  "nothing-below": "其下一行没有条目：请将条目移到紧接其后的行，或删除该行。",
};

const stories: Readonly<
  Record<Parameters<FoldWords["change"]>[0], (before: string, after: string) => string>
> = {
  new: (_, after) => `${after} · 新增`,
  gone: (before) => `${before} · 移除`,
  widened: (before, after) => `${after} · 由 ${before} 扩大`,
  narrowed: (before, after) => `${after} · 由 ${before} 缩小`,
  merged: (before, after) => `${after} · 由 ${before} 合并`,
  split: (before, after) => `${before} · 拆分为 ${after}`,
  rearranged: (before, after) => `${before} · 重新划分为 ${after}`,
  "comes-inside": (before, after) => `${after} · 新增，位于保留的 ${before} 之内`,
  "goes-inside": (before, after) => `${before} · 移除，位于保留的 ${after} 之内`,
};

/** The words of the fold-outs in Chinese. */
export function chineseFolds(): FoldWords {
  const { number, date } = quantitiesOf("zh-CN");
  const moment = (at: Date): string => {
    const { month, day, time } = date(at);
    return `${month} 月 ${day} 日 ${time}（UTC）`;
  };
  return {
    changesTitle: (count) => `全部变更（${number(count)}）`,
    verifyTitle: "如何核实",
    heldBackTitle: (count) => `已拦截（${number(count)}）`,
    failedTitle: (count) => `加载失败（${number(count)}）`,
    noticedTitle: "其他注意事项",
    change: (kind, before, after) => stories[kind](before, after),
    changeSize: (gained, lost) => [gained, lost].filter((part) => part !== "").join("，") || "地址没有变化",
    changesOf: (lists, count) => `**${lists}** · ${number(count)} 项变更`,
    moreInDiff: (count) => `……另有 ${number(count)} 项变更，请查看 diff。`,
    andMoreItems: (count) => `另有 ${number(count)} 项（见 JSON 报告）`,
    verifyIntro: "范围最大的新增前缀由谁持有，以及附近已提交的前缀：",
    neighbour: (list, neighbour, network) =>
      neighbour === null
        ? `${list} 中没有其他前缀位于 ${network}`
        : `${list} 中最近的已提交前缀：${neighbour}`,
    verifyNotes: [
      "注册信息不能证明有误：在唯一公开的真实返回数据中，约三分之一的地址属于运营商（中国电信、中国联通、中国移动），而不属于腾讯。",
      "较小的前缀很少单独宣告，RIPEstat 可能显示更大的前缀。以上为第三方服务，在部分网络中可能无法打开。",
    ],
    finding: chineseFinding,
    heldBackWhole: (list, findings, committed, live) =>
      `**${list}**：${findings}文件保持不变（已提交 ${number(committed)} 个前缀，返回 ${number(live)} 个）。`,
    heldBackRemovals: (list, findings) =>
      `**${list}**：${findings}这些前缀保留在文件中，新增的前缀照常提出。`,
    allowOnce: (setting) => `如确认无误，请在一次运行中设置 ${setting}。`,
    waits: (prefix, lists, missedSince, dueAt) =>
      `${lists} 的 ${prefix}：自 ${moment(missedSince)}起缺失，将于 ${moment(dueAt)}提出移除`,
    waitingTitle: (count) => `等待确认的移除（${number(count)}）`,
    failure: chineseFailure,
    failed: (names, what, remedy) => `**${names}**：${what}**处理方法：** ${remedy}`,
    letThrough: (list, findings) => `${list} 已由 ${code("allow-suspicious")} 放行：${findings}`,
    badLines: (path, count) => `${path}：${number(count)} 行不是有效地址，将被替换。`,
    lineFault: ({ kind }) => lineFaults[kind],
    badLine: (line, text, reason, readAs) =>
      `第 ${line} 行：${text}（${reason}）${readAs === null ? "" : `，读作 ${readAs}`}`,
    nearMiss: (kind, path, line, text) => `${path} 第 ${line} 行：${text} 不起保护作用。${nearMisses[kind]}`,
    adjusted: (names, count) => `${names}：返回的数据中有 ${number(count)} 个条目不是规范形式。`,
    adjustedEntry: (entry, prefix, changed) =>
      `${entry} 读作 ${prefix}（${changed === "host-bits-cleared" ? "主机位已清零" : "以 IPv6 形式书写的 IPv4"}）`,
    flickered: (names, count) =>
      `${names}：${number(count)} 个前缀在第一次返回的数据中缺失，在第二次中出现，因此保留。`,
    kept: (list) => `${list}：${code("# keep")} 下您自己的条目保持不变。`,
    keptEntry: (prefixes, reason) => (reason === null ? prefixes : `${prefixes}：“${reason}”`),
    follows: (number) => `接续已关闭的 #${number}。`,
    source({ region, loaded, asked, apps, at, run, product }) {
      const lists =
        loaded === asked ? `${number(asked)} 个列表` : `${number(asked)} 个列表中的 ${number(loaded)} 个`;
      const parts = [
        `来源：GetIPList（${region}）`,
        apps > 1 ? `${number(apps)} 个应用` : "",
        lists,
        `获取于 ${at.toISOString().slice(0, 10)} ${at.toISOString().slice(11, 16)}（UTC）`,
        run ?? "",
      ];
      return `${parts.filter((part) => part !== "").join("，")} · ${product}`;
    },
  };
}

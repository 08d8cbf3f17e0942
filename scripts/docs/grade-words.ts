import type { Reason } from "../../packages/sync/src/lists/graded.ts";
import type { RoutineLimits } from "../../packages/sync/src/lists/routine-limits.ts";
import type { DocumentLanguage } from "./guardrail-words.ts";

interface GradeWords {
  readonly head: readonly string[];
  /** Each rule's name, and when it asks to look closely; in the order of the documents. */
  readonly rows: (
    limits: RoutineLimits,
  ) => Readonly<Record<Exclude<Reason["rule"], "small-change">, readonly [name: string, when: string]>>;
}

const number = (value: bigint): string => value.toLocaleString("en-US");

/** The length of the prefix with this many addresses. */
const length = (addresses: bigint, bits: 32 | 128): number => bits - Math.log2(Number(addresses));

/** The table of what makes a change `look-closely`, in each language. */
export const gradeWords: Readonly<Record<DocumentLanguage, GradeWords>> = {
  en: {
    head: ["Rule", "Look closely if"],
    rows: (limits) => ({
      "let-through": [
        "let through",
        "`allow-suspicious` let through an answer that a guardrail would hold back",
      ],
      "removals-held-back": [
        "removals held back",
        "a guardrail holds back removals of a list, and the rest of it is proposed",
      ],
      "first-version": ["first version", "a file is written for the first time"],
      "not-in-all": [
        "not in `all`",
        "a list gains a prefix that `all` doesn't hold, and both were asked for",
      ],
      "opens-many": [
        "addresses opened, all lists together",
        `more than ${number(limits.openedIpv4)} IPv4 addresses (a /${length(limits.openedIpv4, 32)}), or more than an IPv6 /${length(limits.openedIpv6, 128)}`,
      ],
      "broad-prefix": [
        "broad prefixes",
        `a prefix that opens addresses is broader than IPv4 /${limits.broadest.ipv4} or IPv6 /${limits.broadest.ipv6}`,
      ],
      "removes-addresses": [
        "addresses removed, per list and family",
        `more than ${limits.removedPercent}% of the committed addresses`,
      ],
      "removes-prefixes": [
        "prefixes removed, per list and family",
        `more than ${limits.removedPrefixesPercent}% of the committed prefixes`,
      ],
      grows: ["growth, per list and family", `more than ${limits.grownPercent}% of the committed addresses`],
      "new-family": ["new family", "the first IPv4 or IPv6 addresses in a list"],
      "lists-together": [
        "lists together",
        `addresses change in more than ${limits.listsTogether} lists, \`all\` not counted`,
      ],
      "opens-much-in-a-week": [
        "opened in seven days",
        `automatic merges and this change together open more than ${number(limits.openedIpv4)} IPv4 addresses, an IPv6 /${length(limits.openedIpv6, 128)}, or half of a list's`,
      ],
      "bad-lines": [
        "bad lines",
        "the committed file has lines that are not valid addresses, and they are replaced",
      ],
    }),
  },
  "zh-CN": {
    head: ["规则", "何时需要仔细检查"],
    rows: (limits) => ({
      "let-through": ["已放行", "`allow-suspicious` 放行了本应拦截的结果"],
      "removals-held-back": ["移除已拦截", "某个列表的移除被拦截，而其余部分已提出"],
      "first-version": ["首个版本", "某个文件首次写入"],
      "not-in-all": ["不在 `all` 中", "某个列表新增的前缀不在 `all` 中（两个列表都已查询）"],
      "opens-many": [
        "新增放行的地址（全部列表合计）",
        `超过 ${number(limits.openedIpv4)} 个 IPv4 地址（一个 /${length(limits.openedIpv4, 32)}），或超过一个 IPv6 /${length(limits.openedIpv6, 128)}`,
      ],
      "broad-prefix": [
        "范围较大的前缀",
        `新增放行的前缀大于 IPv4 /${limits.broadest.ipv4} 或 IPv6 /${limits.broadest.ipv6}`,
      ],
      "removes-addresses": ["移除的地址（按列表和地址族）", `超过已提交地址的 ${limits.removedPercent}%`],
      "removes-prefixes": [
        "移除的前缀（按列表和地址族）",
        `超过已提交前缀的 ${limits.removedPrefixesPercent}%`,
      ],
      grows: ["增长（按列表和地址族）", `超过已提交地址的 ${limits.grownPercent}%`],
      "new-family": ["新的地址族", "列表中首次出现 IPv4 或 IPv6 地址"],
      "lists-together": ["同时变更的列表", `超过 ${limits.listsTogether} 个列表的地址有变化（\`all\` 不计）`],
      "opens-much-in-a-week": [
        "七天内新增放行",
        `自动合并的变更与本次变更合计超过 ${number(limits.openedIpv4)} 个 IPv4 地址、一个 IPv6 /${length(limits.openedIpv6, 128)}，或某个列表的一半`,
      ],
      "bad-lines": ["无效的行", "已提交的文件中有不是有效地址的行，本次将其替换"],
    }),
  },
};

import type { Finding, GuardrailLimits } from "../../packages/allowlist/src/index.ts";

/** A language that the documents are written in. */
export type DocumentLanguage = "en" | "zh-CN";

/** What a finding holds back. */
type Scope = "list" | "removals";

interface GuardrailWords {
  readonly head: readonly string[];
  readonly scopes: Readonly<Record<Scope, string>>;
  /** When a rule applies, in a sentence, and what it holds back. */
  readonly rows: (limits: GuardrailLimits) => Readonly<Record<Finding["rule"], readonly [string, Scope]>>;
}

const number = (value: bigint): string => value.toLocaleString("en-US");

/** The length of the IPv6 prefix with this many addresses. */
const ipv6Length = (addresses: bigint): number => 128 - Math.log2(Number(addresses));

/** The table of the guardrails, in each language. */
export const guardrailWords: Readonly<Record<DocumentLanguage, GuardrailWords>> = {
  en: {
    head: ["Rule", "Found when", "Holds back"],
    scopes: { list: "the list", removals: "removals only" },
    rows: (limits) => ({
      empty: ["The answer has no prefix at all.", "list"],
      "refused-entries": ["An entry of the answer is not a valid address or prefix.", "list"],
      unreadable: [
        "The committed file can't be read: not UTF-8, not a list, a bad line in a `# keep` block, or a damaged line whose prefix length covers far more than its address.",
        "list",
      ],
      "host-bits": [
        `An entry broader than /${limits.shortestLengthWithHostBits.IPv4} (IPv6: /${limits.shortestLengthWithHostBits.IPv6}) has host bits, such as \`20.5.6.7/8\`.`,
        "list",
      ],
      "not-global": [
        "A prefix would open addresses that aren't reachable from the internet. IPv4 addresses inside NAT64 are judged as IPv4; 6to4 and Teredo are refused.",
        "list",
      ],
      "too-broad": [
        `A prefix of /${limits.shortestNewLength.IPv4 - 1} or broader (IPv6: broader than /${limits.shortestNewLength.IPv6}) would open addresses. Neighbouring prefixes count together.`,
        "list",
      ],
      "added-percent": [
        `The addresses of a family would grow by more than ${limits.maxAddedPercent}%, and by more than ${number(limits.freeGrowth.IPv4)} addresses (IPv6: a /${ipv6Length(limits.freeGrowth.IPv6)}). Not for a family that had none.`,
        "list",
      ],
      "removed-percent": [
        `At least ${limits.manyPrefixes} prefixes of a family are gone, and more than ${limits.maxRemovedPercent}% of its prefixes or addresses. With fewer gone: more than ${limits.fewPrefixesRemovedPercent}% of its addresses, and more than ${number(limits.fewPrefixesFreeAddresses)}.`,
        "removals",
      ],
      "family-gone": [`A family of at least ${limits.manyPrefixes} prefixes has none left.`, "removals"],
    }),
  },
  "zh-CN": {
    head: ["规则", "触发条件", "拦截范围"],
    scopes: { list: "整个列表", removals: "仅移除" },
    rows: (limits) => ({
      empty: ["返回的列表为空。", "list"],
      "refused-entries": ["返回的数据中有条目不是有效的地址或前缀。", "list"],
      unreadable: [
        "已提交的文件无法读取：不是 UTF-8、不是列表、`# keep` 块中有无效的行，或某个损坏的行的前缀长度远大于其地址。",
        "list",
      ],
      "host-bits": [
        `范围大于 /${limits.shortestLengthWithHostBits.IPv4}（IPv6：/${limits.shortestLengthWithHostBits.IPv6}）的条目带有主机位，例如 \`20.5.6.7/8\`。`,
        "list",
      ],
      "not-global": [
        "某个前缀会放行公网上不可达的地址。NAT64 中的 IPv4 地址按 IPv4 判断；6to4 和 Teredo 一律拒绝。",
        "list",
      ],
      "too-broad": [
        `/${limits.shortestNewLength.IPv4 - 1} 或更大范围的前缀（IPv6：大于 /${limits.shortestNewLength.IPv6}）会放行新地址。相邻前缀合并计算。`,
        "list",
      ],
      "added-percent": [
        `某一地址族的地址将增长超过 ${limits.maxAddedPercent}%，且新增超过 ${number(limits.freeGrowth.IPv4)} 个地址（IPv6：一个 /${ipv6Length(limits.freeGrowth.IPv6)}）。此前没有该地址族时不适用。`,
        "list",
      ],
      "removed-percent": [
        `某一地址族至少缺少 ${limits.manyPrefixes} 个前缀，且超过其前缀或地址的 ${limits.maxRemovedPercent}%。缺少的前缀不足此数时：超过其地址的 ${limits.fewPrefixesRemovedPercent}%，且超过 ${number(limits.fewPrefixesFreeAddresses)} 个地址。`,
        "removals",
      ],
      "family-gone": [`原有至少 ${limits.manyPrefixes} 个前缀的地址族全部消失。`, "removals"],
    }),
  },
};

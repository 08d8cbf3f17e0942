import type { Finding, UnreadableReason } from "@chat-ip/allowlist";
import { code } from "../../text/escape.ts";
import { quantitiesOf } from "../../text/quantities.ts";

/** More items than this are counted only. */
const shownItems = 5;

/** What follows the file's path. */
const unreadable: Readonly<Record<UnreadableReason, string>> = {
  "not-utf-8": "不是有效的 UTF-8。请存为 UTF-8 后重新运行。",
  "utf-16": "是 UTF-16 文本。请存为 UTF-8 后重新运行。",
  nul: "含 NUL 字符，不是文本文件。请恢复文本文件后重新运行。",
  "git-lfs": "是 Git LFS 指针。请将其移出 Git LFS，并以纯文本提交列表。",
  "git-crypt": "由 git-crypt 加密。请在 `.gitattributes` 中将其排除，并以纯文本提交列表。",
  json: "是 JSON，不是每行一个前缀的文本。请改为每行一个地址或 CIDR，或删除该文件。",
  "nothing-readable": "有内容，但没有一行可以识别。请恢复或删除该文件。",
  "bad-line-in-keep": "的 `# keep` 块中有无效的行。请先修正该行。",
  "doubtful-line": "有一行已损坏，其前缀长度覆盖的范围远大于该地址。请先修正前缀长度，或删除该行。",
};

const incomplete = "返回的数据可能不完整。";

function some(items: readonly string[]): string {
  const shown = items.slice(0, shownItems).join("、");
  return items.length > shownItems ? `${shown} 等 ${items.length} 个` : shown;
}

/**
 * A finding of the guardrails in whole sentences.
 *
 * @param path the list's file
 */
export function chineseFinding(finding: Finding, path: string): string {
  const { percent } = quantitiesOf("zh-CN");
  switch (finding.rule) {
    case "empty":
      return "API 返回空列表。";
    case "unreadable":
      return `${code(path)} ${unreadable[finding.file]}`;
    case "refused-entries":
      return `返回的数据含 ${finding.entries.length} 个无效条目：${some(finding.entries.map(({ entry }) => code(entry, 64)))}。${incomplete}`;
    case "host-bits":
      return `${some(finding.entries.map(({ entry, prefix }) => `${code(entry, 64)}（读作 ${code(prefix)}）`))} 的前缀长度可疑，范围远大于所写的地址。`;
    case "not-global":
      return `${some([...new Set(finding.prefixes.map(({ prefix }) => prefix))].map((prefix) => code(prefix)))} 全部或部分不是公网地址，公开服务不会使用这类地址。`;
    case "too-broad":
      return `${some(finding.prefixes.map(({ prefix }) => code(prefix)))} 范围过大，单个服务不会有这么多地址（相邻前缀合并计算）。`;
    case "added-percent":
      return `${finding.family} 地址将增长 ${percent(finding.percent)}，超过允许的 ${percent(finding.limit)}。`;
    case "removed-percent":
      return `此次返回的数据缺少 ${percent(finding.percent)} 的 ${finding.family} ${finding.measure === "prefixes" ? "前缀" : "地址"}，超过允许的 ${percent(finding.limit)}。${incomplete}`;
    case "family-gone":
      return `此次返回的数据缺少全部 ${finding.prefixes} 个 ${finding.family} 前缀。${incomplete}`;
  }
}

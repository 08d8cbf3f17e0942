import type { FamilyName, ListShare, Reason } from "@chat-ip/sync";
import { code } from "../../text/escape.ts";
import { isNone, quantitiesOf } from "../../text/quantities.ts";
import type { FirstScreenWords, ReasonNames } from "../first-screen-words.ts";

const ofFamily = (family: FamilyName): string => (family === "ipv6" ? "（IPv6）" : "");

function shares(found: readonly ListShare[], names: ReasonNames, sign = ""): string {
  const { percent } = quantitiesOf("zh-CN");
  return names.some(
    found.map(
      ({ list, family, percent: share }) =>
        `${names.lists([list])} ${sign}${percent(share)}${ofFamily(family)}`,
    ),
  );
}

function smallChange({ opened, closed }: Extract<Reason, { rule: "small-change" }>): string {
  if (isNone(opened) && isNone(closed)) return "地址没有变化";
  if (isNone(closed)) return "少量新增，无移除";
  return isNone(opened) ? "少量移除，无新增" : "少量新增和移除";
}

/** One reason of a grade, as a piece of a sentence. */
export function chineseReason(
  reason: Reason,
  names: ReasonNames,
  labels: FirstScreenWords["findingLabels"],
): string {
  const { number } = quantitiesOf("zh-CN");
  switch (reason.rule) {
    case "let-through":
      return `已由 ${code("allow-suspicious")} 放行：${names.some(
        reason.lists.map(
          ({ list, findings }) =>
            `${names.lists([list])}（${findings.map((rule) => labels[rule]).join("、")}）`,
        ),
      )}`;
    case "removals-held-back":
      return `已拦截的移除：${names.some(reason.lists.map(({ list, prefixes }) => `${names.lists([list])} ${prefixes.length} 项`))}`;
    case "not-in-all":
      return names.some(
        reason.lists.map(
          ({ list, prefixes }) =>
            `${names.prefixes(prefixes)} 在 ${names.lists([list])} 中，但不在 ${code("all")} 中`,
        ),
      );
    case "opens-many":
      return "新增放行的地址较多";
    case "broad-prefix":
      return `新增前缀范围较大：${names.prefixes(reason.prefixes)}`;
    case "removes-addresses":
      return `移除的地址超过 ${reason.limitPercent}%：${shares(reason.shares, names)}`;
    case "removes-prefixes":
      return `移除的前缀超过 ${reason.limitPercent}%：${shares(reason.shares, names)}`;
    case "grows":
      return `增幅超过 ${reason.limitPercent}%：${shares(reason.shares, names, "+")}`;
    case "new-family":
      return `${names.some(reason.lists.map(({ list }) => names.lists([list])))} 首次出现 ${reason.lists[0]?.family === "ipv6" ? "IPv6" : "IPv4"} 地址`;
    case "lists-together":
      return `${reason.names.length} 个列表同时变更`;
    case "first-version":
      return "首个版本，没有可比较的内容";
    case "bad-lines":
      return `替换 ${number(reason.lines)} 行无法识别的内容`;
    case "opens-much-in-a-week":
      return "连同此前自动合并的变更，七天内放行的地址较多";
    case "small-change":
      return smallChange(reason);
  }
}

import type { Finding, GuardrailLimits } from "../../packages/allowlist/src/index.ts";
import type { ErrorCode, Region, RegionHosts } from "../../packages/core/src/index.ts";
import type { ActionMetadata } from "../workflows/action-metadata.ts";

/** Translates a description; returns the English text if there is no translation. */
export type Translate = (english: string) => string;

const asIs: Translate = (english) => english;

/** The Action's inputs as a Markdown table, required ones marked. */
export function inputsTable({ inputs }: ActionMetadata, translate: Translate = asIs): string {
  const rows = inputs.map(({ name, description, required, default: value }) => [
    code(name),
    cell(translate(description)),
    required ? cell(translate("required")) : value === null || value === "" ? "" : code(value),
  ]);
  return table([translate("Input"), translate("What it is"), translate("Default")], rows);
}

/** The Action's outputs as a Markdown table. */
export function outputsTable({ outputs }: ActionMetadata, translate: Translate = asIs): string {
  const rows = outputs.map(({ name, description }) => [code(name), cell(translate(description))]);
  return table([translate("Output"), translate("What it is")], rows);
}

const retryWords: Readonly<Record<ErrorCode["retry"], string>> = {
  never: "no",
  "back-off": "yes, after a pause",
  "sign-again": "once, with a new UserSig",
};

/** The Chat API's error codes as a Markdown table; codes with the same meaning share a row. */
export function errorCodesTable(errorCodes: readonly ErrorCode[]): string {
  const rows = new Map<string, { codes: number[]; entry: ErrorCode }>();
  for (const entry of errorCodes) {
    const key = JSON.stringify([entry.meaning, entry.retry, entry.remedy]);
    const row = rows.get(key);
    if (row) row.codes.push(entry.code);
    else rows.set(key, { codes: [entry.code], entry });
  }
  return table(
    ["Code", "Meaning", "Tried again", "What to do"],
    [...rows.values()].map(({ codes, entry: { meaning, retry, remedy } }) => [
      codes.join(", "),
      cell(meaning.charAt(0).toUpperCase() + meaning.slice(1)),
      retryWords[retry],
      cell(remedy),
    ]),
  );
}

/** The regions and their hosts as a Markdown table. */
export function regionsTable(regions: Readonly<Record<Region, RegionHosts>>): string {
  const rows = Object.entries(regions).map(([name, { host, backupHost }]) => [
    code(name),
    host,
    backupHost ?? "–",
  ]);
  return table(["Region", "Host", "Backup host"], rows);
}

/** The guardrails with their limits as a Markdown table. */
export function guardrailsTable(limits: GuardrailLimits): string {
  const { maxRemovedPercent, maxAddedPercent, freeGrowth, shortestNewLength, manyPrefixes } = limits;
  const {
    shortestLengthWithHostBits: hostBits,
    fewPrefixesRemovedPercent,
    fewPrefixesFreeAddresses,
  } = limits;
  const number = (value: bigint): string => value.toLocaleString("en-US");
  const ipv6Growth = 128 - Math.log2(Number(freeGrowth.IPv6));
  const rows: Readonly<Record<Finding["rule"], readonly [found: string, heldBack: string]>> = {
    empty: ["The answer has no prefix at all.", "the list"],
    "refused-entries": ["An entry of the answer is not a valid address or prefix.", "the list"],
    unreadable: [
      "The committed file can't be read: not UTF-8, not a list, a bad line in a `# keep` block.",
      "the list",
    ],
    "host-bits": [
      `An entry broader than /${hostBits.IPv4} (IPv6: /${hostBits.IPv6}) has host bits, such as \`20.5.6.7/8\`.`,
      "the list",
    ],
    "not-global": [
      "A prefix would open addresses that aren't reachable from the internet. IPv4 addresses inside NAT64 are judged as IPv4; 6to4 and Teredo are refused.",
      "the list",
    ],
    "too-broad": [
      `A prefix of /${shortestNewLength.IPv4 - 1} or broader (IPv6: broader than /${shortestNewLength.IPv6}) would open addresses. Neighbouring prefixes count together.`,
      "the list",
    ],
    "added-percent": [
      `The addresses of a family would grow by more than ${maxAddedPercent}%, and by more than ${number(freeGrowth.IPv4)} addresses (IPv6: a /${ipv6Growth}). Not for a family that had none.`,
      "the list",
    ],
    "removed-percent": [
      `At least ${manyPrefixes} prefixes of a family are gone, and more than ${maxRemovedPercent}% of its prefixes or addresses. With fewer gone: more than ${fewPrefixesRemovedPercent}% of its addresses, and more than ${number(fewPrefixesFreeAddresses)}.`,
      "removals only",
    ],
    "family-gone": [`A family of at least ${manyPrefixes} prefixes has none left.`, "removals only"],
  };
  return table(
    ["Rule", "Found when", "Holds back"],
    Object.entries(rows).map(([rule, [found, heldBack]]) => [code(rule), cell(found), heldBack]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

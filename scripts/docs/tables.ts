import type { ErrorCode, Region, RegionHosts } from "../../packages/core/src/index.ts";
import type { ActionMetadata } from "../workflows/action-metadata.ts";

/** Says a description in another language; the English one where there is nothing to translate into. */
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

/** The Chat API's error codes as a Markdown table; codes that mean the same share a row. */
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

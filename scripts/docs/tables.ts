import type { GuardrailLimits } from "../../packages/allowlist/src/index.ts";
import type { ErrorCode } from "../../packages/core/src/error-codes.ts";
import type { Region, RegionHosts } from "../../packages/core/src/index.ts";
import { chineseErrorCode } from "../../packages/report/src/words/zh-cn/error-codes.ts";
import type { RoutineLimits } from "../../packages/sync/src/lists/routine-limits.ts";
import type { ActionMetadata } from "../workflows/action-metadata.ts";
import { gradeWords } from "./grade-words.ts";
import { type DocumentLanguage, guardrailWords } from "./guardrail-words.ts";

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

interface ErrorCodeWords {
  readonly head: readonly string[];
  readonly retry: Readonly<Record<ErrorCode["retry"], string>>;
  readonly describe: (entry: ErrorCode) => { readonly meaning: string; readonly remedy: string };
}

const errorCodeWords: Readonly<Record<DocumentLanguage, ErrorCodeWords>> = {
  en: {
    head: ["Code", "Meaning", "Tried again", "What to do"],
    retry: { never: "no", "back-off": "yes, after a pause", "sign-again": "once, with a new UserSig" },
    describe: ({ meaning, remedy }) => ({
      meaning: meaning.charAt(0).toUpperCase() + meaning.slice(1),
      remedy,
    }),
  },
  "zh-CN": {
    head: ["错误码", "含义", "是否重试", "处理办法"],
    retry: { never: "否", "back-off": "是，稍后重试", "sign-again": "重新生成 UserSig 后重试一次" },
    describe(entry) {
      const words = chineseErrorCode(entry.code);
      if (words === null) throw new TypeError(`Code ${entry.code} has no Chinese words.`);
      return words;
    },
  },
};

/** The Chat API's error codes as a Markdown table; codes with the same meaning share a row. */
export function errorCodesTable(errorCodes: readonly ErrorCode[], language: DocumentLanguage = "en"): string {
  const { head, retry, describe } = errorCodeWords[language];
  const rows = new Map<string, { codes: number[]; cells: string[] }>();
  for (const entry of errorCodes) {
    const { meaning, remedy } = describe(entry);
    const cells = [cell(meaning), retry[entry.retry], cell(remedy)];
    // By the English, so that both languages have the same rows.
    const key = JSON.stringify([entry.meaning, entry.retry, entry.remedy]);
    const row = rows.get(key);
    if (row) row.codes.push(entry.code);
    else rows.set(key, { codes: [entry.code], cells });
  }
  return table(
    head,
    [...rows.values()].map(({ codes, cells }) => [codes.join(language === "en" ? ", " : "、"), ...cells]),
  );
}

/** The regions and their hosts as a Markdown table. */
export function regionsTable(
  regions: Readonly<Record<Region, RegionHosts>>,
  language: DocumentLanguage = "en",
): string {
  const rows = Object.entries(regions).map(([name, { host, backupHost }]) => [
    code(name),
    host,
    backupHost ?? "–",
  ]);
  return table(
    language === "en" ? ["Region", "Host", "Backup host"] : ["`region`", "API 域名", "备用域名"],
    rows,
  );
}

/** The guardrails with their limits as a Markdown table. */
export function guardrailsTable(limits: GuardrailLimits, language: DocumentLanguage = "en"): string {
  const { head, scopes, rows } = guardrailWords[language];
  return table(
    head,
    Object.entries(rows(limits)).map(([rule, [found, scope]]) => [code(rule), cell(found), scopes[scope]]),
  );
}

/** The rules of the grade with their limits as a Markdown table. */
export function gradeTable(limits: RoutineLimits, language: DocumentLanguage = "en"): string {
  const { head, rows } = gradeWords[language];
  return table(
    head,
    Object.values(rows(limits)).map(([name, when]) => [cell(name), cell(when)]),
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

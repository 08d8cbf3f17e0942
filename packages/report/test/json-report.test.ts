import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { renderJsonReport } from "../src/json-report.ts";
import { renderProblemsReport } from "../src/problems-report.ts";
import { outcomeSaying } from "./hostile-outcome.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { inChinese, situations, wrongInputs } from "./situations.ts";

const schema: object = JSON.parse(readFileSync(join(import.meta.dirname, "../report.schema.json"), "utf8"));
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });

/** The published schema lets new fields pass, as it promises to; here every field has to be described. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return "properties" in part ? { ...copy, additionalProperties: false } : copy;
}

const validatePublished = ajv.compile(schema);
const validate = ajv.compile(closed(schema) as object);

/** What a program reads: the report after a way through JSON. */
function written(report: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(report));
}

function faults(report: unknown): readonly string[] {
  return validate(written(report))
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe("the published schema", () => {
  it.each(Object.entries(situations))("accepts the report of %s", (_, situation) => {
    expect(faults(renderJsonReport(situation()))).toEqual([]);
  });

  it("accepts whatever comes from outside", () => {
    for (const text of hostileStrings)
      expect(faults(renderJsonReport(outcomeSaying(() => text)))).toEqual([]);
  });

  it("accepts a run that could not begin, since its inputs are wrong", () => {
    const known = {
      repository: "acme/firewall",
      serverUrl: "https://github.com",
      runUrl: null,
      startedAt: new Date(0),
      version: "1.0.0",
      program: "chat-ip-action",
    } as const;
    const report = renderProblemsReport(wrongInputs, known);
    expect(faults(report)).toEqual([]);
    expect(report.error?.message.split("\n")).toEqual([
      expect.stringMatching(/^`sdk-app-id` is empty/),
      expect.stringMatching(/^`lists`: "webhook-chna" is not one of/),
    ]);
  });

  it("does not depend on the language", () => {
    const outcome = outcomeSaying(() => "x");
    expect(renderJsonReport(inChinese(outcome))).toEqual(renderJsonReport(outcome));
  });

  it("lets a field of a later release pass", () => {
    const report = { ...written(renderJsonReport(outcomeSaying(() => "x"))), later: 1 };
    expect(validatePublished(report)).toBe(true);
  });

  it("accepts a run that failed before anything was loaded", () => {
    const outcome = {
      ...outcomeSaying(() => "x"),
      lists: [],
      pullRequest: null,
      error: { message: { id: "unexpected-error" as const, text: "No." }, pullRequest: null },
    };
    expect(faults(renderJsonReport(outcome))).toEqual([]);
  });

  it("knows every field that is written, and misses every field that isn't", () => {
    const report = written(renderJsonReport(outcomeSaying(() => "x")));
    const broken: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null) return;
      if (!Array.isArray(value)) {
        const record: Record<string, unknown> = value as Record<string, unknown>;
        record.surplus = true;
        if (faults(report).length === 0) broken.push(`${path} takes a surplus field`);
        delete record.surplus;
        for (const key of Object.keys(record)) {
          const kept = record[key];
          delete record[key];
          if (faults(report).length === 0) broken.push(`${path}/${key} may be missing`);
          record[key] = kept;
        }
      }
      for (const [key, child] of Object.entries(value)) visit(child, `${path}/${key}`);
    };
    visit(report, "");
    expect(broken).toEqual([]);
  });
});

it("writes numbers of addresses as decimal texts, exactly", () => {
  const report = renderJsonReport(situations["03-split-and-merge"]?.() ?? outcomeSaying(() => "x"));
  const [all] = report.lists;
  expect(all?.status === "drift" && all.addresses.gained).toEqual({
    ipv4: "129",
    ipv6: "1208925819614629174706176",
  });
});

it("keeps texts from outside as they came", () => {
  const text = "<b>@octocat</b>\u0000\n";
  const report = renderJsonReport(outcomeSaying(() => text));
  expect(report.warnings[1]).toBe(text);
  expect(report.lists[0]?.status === "drift" && report.lists[0].invalidLines[0]?.text).toBe(text);
});

it("tells everything the run knows but the app's id", () => {
  const text = JSON.stringify(renderJsonReport(outcomeSaying(() => "x")));
  expect(text).not.toContain("1400000000");
});

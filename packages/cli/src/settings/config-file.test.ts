import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../scripts/config-schema.ts";
import type { Message } from "../errors.ts";
import { checkConfig } from "./config-file.ts";

const published = JSON.parse(readFileSync(new URL("../../config.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ allErrors: true }).compile(published);

describe("the config file", () => {
  it("has a published schema that is up to date", () => {
    expect(published, "Run `npm run generate`.").toEqual(JSON.parse(JSON.stringify(configSchema())));
  });

  it.each<readonly [document: unknown, valid: boolean]>([
    [{}, true],
    [{ "sdk-app-id": 1400000000, region: "china", lists: ["all"], aggregate: true, $schema: "x" }, true],
    [{ apps: [{ name: "shop", "sdk-app-id": 1, path: "x" }] }, true],
    [[], false],
    [{ "sdk-app-id": "1400000000" }, false],
    [{ "sdk-app-id": 1.5 }, false],
    [{ region: "chna" }, false],
    [{ lists: "all" }, false],
    [{ lists: [] }, false],
    [{ lists: ["al"] }, false],
    [{ "max-removed-percent": 101 }, false],
    [{ path: "" }, false],
    [{ "secret-key": "x" }, false],
    [{ paht: "x" }, false],
    [{ apps: [] }, false],
    [{ apps: [{ name: "Shop" }] }, false],
    [{ apps: [{ name: "shop", formats: ["nginx"] }] }, false],
  ])("is judged alike by the schema and by the program: %j", (document, valid) => {
    const problems: Message[] = [];
    checkConfig(document, problems);
    expect(validate(document)).toBe(valid);
    expect(problems.length === 0).toBe(valid);
  });

  it("refuses two apps of one name", () => {
    const problems: Message[] = [];
    checkConfig({ apps: [{ name: "shop" }, { name: "shop" }] }, problems);
    expect(problems).toHaveLength(1);
  });
});

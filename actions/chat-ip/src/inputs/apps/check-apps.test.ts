import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { appsSchema } from "../../../scripts/apps-schema.ts";
import { checkApps } from "./check-apps.ts";

const published = JSON.parse(
  readFileSync(new URL("../../../../../docs/apps.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv({ allErrors: true, strictRequired: false }).compile(published);
const app = { name: "shop", "sdk-app-id": 1_400_000_001, region: "china" };
const { region: _, ...without } = app;

describe("the schema of `apps`", () => {
  it("is published as it is", () => {
    expect(published, "Run `npm run generate`.").toEqual(JSON.parse(JSON.stringify(appsSchema())));
  });

  it.each<readonly [document: unknown, valid: boolean]>([
    [[app], true],
    [[{ ...without, endpoint: "https://x.example" }], true],
    [[{ ...app, identifier: "a", lists: ["all"], path: "x", formats: ["nginx"], aggregate: true }], true],
    [[{ ...app, "max-removed-percent": 0, "max-added-percent": 1.5, "removals-wait": 720 }], true],
    [[{ ...app, "allow-endpoint": false }], true],
    [[], false],
    [{}, false],
    [null, false],
    ["shop", false],
    [["shop"], false],
    [[null], false],
    [[without], false],
    [[{ ...app, endpoint: "x" }], false],
    [[{ name: "shop", region: "china" }], false],
    [[{ ...app, name: "Shop" }], false],
    [[{ ...app, name: "-shop" }], false],
    [[{ ...app, name: "x".repeat(64) }], false],
    [[{ ...app, "sdk-app-id": "1400000001" }], false],
    [[{ ...app, "sdk-app-id": 0 }], false],
    [[{ ...app, "sdk-app-id": 1.5 }], false],
    [[{ ...app, region: "chna" }], false],
    [[{ ...app, region: null }], false],
    [[{ ...app, lists: [] }], false],
    [[{ ...app, lists: "all" }], false],
    [[{ ...app, lists: ["al"] }], false],
    [[{ ...app, path: "" }], false],
    [[{ ...app, path: null }], false],
    [[{ ...app, aggregate: "true" }], false],
    [[{ ...app, "max-removed-percent": 101 }], false],
    [[{ ...app, "removals-wait": -1 }], false],
    [[{ ...app, paht: "x" }], false],
    [[{ ...app, "secret-key": "x" }], false],
    [Array.from({ length: 501 }, (_one, index) => ({ ...app, name: `a${index}` })), false],
  ])("judges as the program does: %j", (document, valid) => {
    expect(validate(document)).toBe(valid);
    expect(checkApps(document).problems.length === 0).toBe(valid);
  });
});

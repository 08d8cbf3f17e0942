import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonPieces } from "./json-pieces.ts";

it("writes what JSON.stringify does, and a line end", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 7 }), (value) => {
      const root = { value, list: [{ value }], date: new Date(0), left: undefined, text: "a\nb" };
      expect([...jsonPieces(root)].join("")).toBe(`${JSON.stringify(root, null, 2)}\n`);
    }),
  );
});

it("writes long arrays in the same way", () => {
  const list = Array.from({ length: 1500 }, (_, index) => ({ index, names: ["a", "b"], none: undefined }));
  const root = { list: [...list, undefined, null, "x", []] };
  expect([...jsonPieces(root)].join("")).toBe(`${JSON.stringify(root, null, 2)}\n`);
});

it.each([
  [{}, "{}\n"],
  [{ left: undefined }, "{}\n"],
  [{ list: [], fields: {}, nothing: null }, '{\n  "list": [],\n  "fields": {},\n  "nothing": null\n}\n'],
])("writes what is empty as JSON.stringify does: %j", (value, text) => {
  expect([...jsonPieces(value)].join("")).toBe(text);
});

it("reads a field when it is its turn", () => {
  const read: string[] = [];
  const report = {
    get first() {
      read.push("first");
      return ["x".repeat(100_000)];
    },
    get second() {
      read.push("second");
      return [];
    },
  };
  const pieces = jsonPieces(report);
  expect(pieces.next().value).toHaveLength(100_021);
  expect(read).toEqual(["first"]);
});

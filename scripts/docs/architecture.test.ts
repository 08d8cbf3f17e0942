import { expect, it } from "vitest";
import { repositoryRoot } from "../report-problems.ts";
import { architectureChart, type Room, readImports, readRooms } from "./architecture.ts";

it.each([
  ['import { a } from "@chat-ip/core";', [{ name: "@chat-ip/core", values: true }]],
  ['import type { A } from "@chat-ip/core";', [{ name: "@chat-ip/core", values: false }]],
  ['import { type A, type B } from "@chat-ip/core";', [{ name: "@chat-ip/core", values: false }]],
  ['import {\n  type A,\n  b,\n} from "@chat-ip/core/part";', [{ name: "@chat-ip/core", values: true }]],
  ['import * as core from "@chat-ip/core";', [{ name: "@chat-ip/core", values: true }]],
  ['export type { A } from "@chat-ip/core";', [{ name: "@chat-ip/core", values: false }]],
  ['export { a } from "@chat-ip/core";', [{ name: "@chat-ip/core", values: true }]],
  ['const core = await import("@chat-ip/core");', [{ name: "@chat-ip/core", values: true }]],
  ['import { join } from "node:path";\nimport { a } from "./a.ts";', []],
])("reads %j", (text, imports) => {
  expect(readImports(text)).toEqual(imports);
});

it("draws a line for values and a dotted one for types, and private rooms round", () => {
  const room = (folder: string, published: boolean, imports: [string, boolean][] = []): Room => {
    return { name: folder, folder, description: "", published, imports: new Map(imports) };
  };
  const rooms = [
    room("actions/a", false, [["packages/b", true]]),
    room("packages/b", true, [["packages/c", false]]),
  ];
  expect(architectureChart([...rooms, room("packages/c", true)])).toBe(
    [
      "```mermaid",
      "flowchart TD",
      '  actions_a("actions/a")',
      '  packages_b["packages/b"]',
      '  packages_c["packages/c"]',
      "  actions_a --> packages_b",
      "  packages_b -.-> packages_c",
      "```",
    ].join("\n"),
  );
});

it("reads this repository, in which nobody imports an action", async () => {
  const rooms = await readRooms(repositoryRoot);
  const action = rooms.find(({ folder }) => folder === "actions/chat-ip");
  expect([...(action?.imports.keys() ?? [])]).toContain("@chat-ip/sync");
  expect(rooms.filter(({ imports }) => imports.has(action?.name ?? ""))).toEqual([]);
  expect(rooms.filter(({ description }) => description === "").map(({ folder }) => folder)).toEqual([]);
});

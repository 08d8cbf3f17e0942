import { commandTable } from "@chat-ip/commands/command-table";
import { paging } from "@chat-ip/commands/paging";
import { rateLimits } from "@chat-ip/commands/rate-limits";
import { requestFields } from "@chat-ip/commands/request-fields";
import { shapeFields } from "@chat-ip/commands/shape-fields";
import { expect, it } from "vitest";
import { type Field, readCommands, readNavigation, readShapes } from "../generator/read-data.ts";

const commands = readCommands();
const shapes = Object.entries(readShapes()).map(([name, shape]) => ({ name, shape }));

it("has all 107 commands of the vendor's navigation, in its order", () => {
  const { commands: sections, prose } = readNavigation();
  const expected = sections.flatMap(({ section, pages }) =>
    pages.filter((page) => !prose.includes(page)).map((page) => `${section}: ${page}`),
  );
  const listed = Object.values(commandTable)
    .filter(({ section }) => section !== "Beyond the navigation")
    .map(({ section, page }) => `${section}: ${page}`);
  expect(listed).toHaveLength(107);
  expect(listed).toEqual(expected);
});

it("links every command of the navigation to the vendor's page", () => {
  const without = Object.entries(commandTable).filter(
    ([, { section, vendorPage }]) => section !== "Beyond the navigation" && vendorPage === null,
  );
  expect(without.map(([name]) => name)).toEqual([]);
});

it("names every command once, and every type once", () => {
  const names = commands.map(({ command }) => command);
  expect(Object.keys(commandTable)).toEqual(names);
  expect(Object.keys(requestFields)).toEqual(names);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(commands.map(({ name }) => name)).size).toBe(names.length);
});

it.each(commands)("says where $command comes from", ({ command, sources, confidence, summary }) => {
  expect(command).toMatch(/^\w+\/\w+$/);
  expect(summary).toMatch(/^[A-Z].*\.$/);
  expect(sources.length).toBeGreaterThanOrEqual(confidence === "two sources agree" ? 2 : 1);
});

it.each(shapes)("says where the shape $name comes from", ({ shape }) => {
  expect(shape.sources.length).toBeGreaterThanOrEqual(shape.confidence === "two sources agree" ? 2 : 1);
});

const isKnownPart = (part: string): boolean =>
  /^(string|number|boolean|unknown|object|int64|Record<string, (string|number|unknown)>|\d+|'[\w-]+')$/.test(
    part,
  ) || Object.hasOwn(shapeFields, part);

const typesOf = (fields: readonly Field[]): readonly string[] =>
  fields.flatMap(({ type, fields: inner = [] }) => [type, ...typesOf(inner)]);

it.each([
  ...commands.map(({ command, request, response }) => ({ name: command, fields: [...request, ...response] })),
  ...shapes.map(({ name, shape }) => ({ name, fields: shape.fields ?? [] })),
])("writes the types of $name in known words", ({ fields }) => {
  const parts = typesOf(fields).flatMap((type) =>
    type.split("|").map((part) => part.trim().replace(/\[\]$/, "")),
  );
  expect(parts.filter((part) => !isKnownPart(part))).toEqual([]);
});

const paged = commands.filter(({ paging }) => paging !== undefined);

it("knows how the 22 commands that page do it", () => {
  expect(paged.map(({ command }) => command)).toEqual(Object.keys(paging));
  expect(paged).toHaveLength(22);
});

it.each(paged)("pages $command by fields that it has", ({ paging: rule, request, response, command }) => {
  if (rule === undefined) throw new Error("It doesn't page.");
  const names = (fields: readonly Field[]) => fields.map(({ name }) => name);
  const sent = [...Object.keys(rule.start ?? {}), ...(rule.limit === undefined ? [] : [rule.limit.field])];
  const read = [...rule.items];
  if ("copy" in rule.next) {
    sent.push(...Object.keys(rule.next.copy));
    read.push(...Object.values(rule.next.copy));
  }
  if ("offset" in rule.next) sent.push(rule.next.offset);
  if ("below" in rule.next) sent.push(rule.next.below.field);
  if ("from" in rule.next) sent.push(rule.next.from.field);
  if ("fields" in rule.done) read.push(...rule.done.fields);
  if ("total" in rule.done) read.push(...rule.done.total);
  expect(names(request)).toEqual(expect.arrayContaining(sent));
  // The answer of this one is documented in part only.
  const unseen = command === "group_open_http_svc/get_permission_group" ? ["Next"] : [];
  expect([...names(response), ...unseen]).toEqual(expect.arrayContaining(read));
});

it("limits commands to the documented calls a second", () => {
  expect(rateLimits["group_open_http_svc/get_appid_group_list"]).toBe(1);
  expect(rateLimits["ConfigSvc/GetIPList"]).toBe(200);
  expect(rateLimits["follow/follow_add"]).toBeUndefined();
});

it("knows the one command that needs a query parameter", () => {
  const needing = commands.filter(({ query }) => query.length > 0).map(({ command }) => command);
  expect(needing).toEqual(["ConfigSvc/GetIPList"]);
});

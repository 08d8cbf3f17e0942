import { expect, it } from "vitest";
import { fit, type Omitted, type Section } from "./fit.ts";

const section = (name: string, importance: Section["importance"], length: number, changes = 0): Section => ({
  name,
  importance,
  changes,
  text: name.repeat(length).slice(0, length),
});
const note = (omitted: readonly Omitted[]): string =>
  `(no ${omitted.map(({ name, changes }) => `${changes} of ${name}`).join(", ")})`;
const all = [
  section("a", "essential", 100),
  section("b", 10, 100, 3),
  section("b", 10, 100, 4),
  section("c", 20, 100),
  section("d", "essential", 100),
];

it("leaves all of it where it fits", () => {
  const fitted = fit(all, { size: 508, note });
  expect([fitted.text.length, fitted.omitted]).toEqual([508, []]);
});

it("leaves out the least important, of equal ones the last, and puts the note in its place", () => {
  const fitted = fit(all, { size: 507, note });
  expect(fitted.omitted).toEqual([{ name: "b", changes: 4 }]);
  expect(fitted.text.split("\n\n").map((text) => text.slice(0, 20))).toEqual([
    "a".repeat(20),
    "b".repeat(20),
    "(no 4 of b)",
    "c".repeat(20),
    "d".repeat(20),
  ]);
});

it("adds up sections of one name in the note, and counts the note in", () => {
  const fitted = fit(all, { size: 400, note });
  expect(fitted.omitted).toEqual([{ name: "b", changes: 7 }]);
  expect(fitted.text.length).toBeLessThanOrEqual(400);
  expect(fit(all, { size: 306, note }).omitted).toEqual([
    { name: "b", changes: 7 },
    { name: "c", changes: 0 },
  ]);
});

it("leaves out what was said to have no room, and counts it", () => {
  const more: Section = { ...section("b", 10, 0, 90), hasNoRoom: true };
  const fitted = fit([...all.slice(0, 3), more, ...all.slice(3)], { size: 1000, note });
  expect(fitted.omitted).toEqual([{ name: "b", changes: 90 }]);
  expect(fitted.text).toContain(`${"b".repeat(100)}\n\n(no 90 of b)\n\nc`);
});

it("never leaves out what is essential", () => {
  expect(fit(all, { size: 10, note }).text).toBe(
    `${"a".repeat(100)}\n\n(no 7 of b, 0 of c)\n\n${"d".repeat(100)}`,
  );
});

it("measures as it is told to", () => {
  const wide: Section = { name: "ü", importance: 1, text: "ü".repeat(10) };
  expect(fit([wide], { size: 19, measure: (text) => Buffer.byteLength(text), note }).text).toBe(
    "(no 0 of ü)",
  );
});

it("drops empty sections without a word", () => {
  expect(fit([section("a", 1, 0), section("d", 2, 3)], { size: 10, note })).toEqual({
    text: "ddd",
    omitted: [],
  });
});

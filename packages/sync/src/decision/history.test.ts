import { describe, expect, it } from "vitest";
import type { StateChange } from "../ports/repository.ts";
import type { CommentKind } from "../ports/texts.ts";
import { isRejection } from "./history.ts";
import { sha256 } from "./markers.ts";
import type { OurComment } from "./our-comments.ts";

const bot = "github-actions[bot]";
const person = "maintainer";

/** A word of ours, at ten o'clock so to say. */
const said = (kind: CommentKind, fields: Partial<OurComment> = {}): OurComment => ({
  id: 1,
  author: bot,
  kind,
  text: sha256("text"),
  changedAt: 10,
  edited: false,
  ...fields,
});

const pullOf = (author: string, farewell: number | null = null) => ({ author, farewell });

const closed = (actor: string, at = 11): StateChange => ({ event: "closed", actor, at });
const reopened = (at: number): StateChange => ({ event: "reopened", actor: person, at });

describe("what a person closed", () => {
  it.each<[string, readonly StateChange[], readonly OurComment[]]>([
    ["and nobody had said anything", [closed(person)], []],
    ["and is gone since", [closed("")], []],
    ["although we had only said that we could not go on", [closed(person)], [said("edited")]],
    [
      "after they had opened again what we closed",
      [closed(bot), reopened(12), closed(person, 13)],
      [said("obsolete")],
    ],
    [
      "after they had opened it again in the second of our word",
      [closed(bot), reopened(10), closed(person)],
      [said("obsolete")],
    ],
  ])("is rejected: %s", (_case, changes, ours) => {
    expect(isRejection(changes, ours, pullOf(bot))).toBe(true);
  });

  it("after they had opened again what the body says that we closed", () => {
    const changes = [closed(bot, 11), reopened(3_600_000), closed(person, 3_700_000)];
    expect(isRejection(changes, [], pullOf(bot, 10_000))).toBe(true);
  });
});

describe("what is not a rejection", () => {
  it.each<[string, readonly StateChange[], readonly OurComment[]]>([
    ["a run of ours closed it", [closed(bot)], [said("obsolete")]],
    ["a run of ours closed it without a word, the conversation being locked", [closed(bot)], []],
    ["a run of ours closed it again", [closed(person), reopened(8), closed(bot)], []],
    ["a run with a person's token closed it", [closed(person)], [said("obsolete", { author: person })]],
    [
      "somebody edited our word since",
      [closed(person)],
      [said("obsolete", { author: person, edited: true })],
    ],
    ["the run died after its word, and a person did the rest", [closed(person)], [said("obsolete")]],
    ["they followed our advice: it was obsolete", [closed(person)], [said("obsolete-edited")]],
    ["they followed our advice: it was in conflict", [closed(person)], [said("conflict")]],
    [
      "they opened it again before we said so",
      [closed(person, 5), reopened(6), closed(person)],
      [said("conflict")],
    ],
  ])("%s", (_case, changes, ours) => {
    expect(isRejection(changes, ours, pullOf(ours[0]?.author ?? bot))).toBe(false);
  });

  it.each([
    ["GitHub closed it when a run with a person's token deleted the branch", person],
    ["a person did the rest after a run had died", bot],
  ])("the body says that a run was about to close it: %s", (_case, author) => {
    expect(isRejection([closed(person, 10_001)], [], pullOf(author, 10_000))).toBe(false);
  });
});

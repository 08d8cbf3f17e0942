import { compare, type Prefix } from "@chat-ip/allowlist";
import { contains } from "../sets/contains.ts";
import type { Commit } from "./commit.ts";
import type { ListChange } from "./read-history.ts";

/** When a list began to cover a prefix, stopped, or began again. */
export interface StoryEvent {
  readonly kind: "allowed" | "gone" | "back";
  readonly commit: Commit;
}

/**
 * How a prefix fared in one list: when all of its addresses were allowed, by address, however they were divided.
 *
 * @param changes of that list, the oldest first
 */
export function tellStory(changes: readonly ListChange[], prefix: Prefix): readonly StoryEvent[] {
  const related = createRelation(prefix);
  const present = new Map<Prefix, number>();
  const events: StoryEvent[] = [];
  let covered = false;
  for (const { commit, added, removed } of changes) {
    let touched = false;
    const count = (prefixes: readonly Prefix[], by: 1 | -1): void => {
      for (const one of prefixes) {
        if (!related(one)) continue;
        present.set(one, (present.get(one) ?? 0) + by);
        touched = true;
      }
    };
    count(removed, -1);
    count(added, 1);
    if (!touched) continue;
    const now = covers(
      [...present].flatMap(([one, times]) => (times > 0 ? [one] : [])),
      prefix,
    );
    if (now !== covered) {
      events.push({ kind: now ? (events.length === 0 ? "allowed" : "back") : "gone", commit });
      covered = now;
    }
  }
  return events;
}

/** Whether a prefix has addresses in common with the one of the story; asked for the same prefixes again and again. */
function createRelation(prefix: Prefix): (other: Prefix) => boolean {
  const known = new Map<Prefix, boolean>();
  return (other) => {
    let related = known.get(other);
    if (related === undefined) {
      related = contains(other, prefix) || contains(prefix, other);
      known.set(other, related);
    }
    return related;
  };
}

/** Whether the prefixes together hold every address of `prefix`. */
export function covers(prefixes: readonly Prefix[], prefix: Prefix): boolean {
  if (prefixes.some((one) => contains(one, prefix))) return true;
  if (prefixes.length < 2) return false;
  const { gained } = compare({ committed: prefixes, live: [prefix] });
  return gained.ipv4 + gained.ipv6 === 0n;
}

/** The commit since which a prefix is allowed; null when it isn't, or no commit says so. */
export function allowedSince(events: readonly StoryEvent[]): Commit | null {
  const last = events.at(-1);
  return last === undefined || last.kind === "gone" ? null : last.commit;
}

import { concurrently } from "./concurrently.ts";

/** A moment in the life of a run: just before or just after its n-th request takes effect. */
export interface Point {
  /** 1 is the first */
  readonly nth: number;
  readonly when: "before" | "after";
}

const sides = (nth: number): Point[] => [
  { nth, when: "before" },
  { nth, when: "after" },
];

/** The points of a run that makes requests of these methods; before and after a read, nothing has changed. */
export const everyPoint = (methods: readonly string[]): Point[] =>
  methods.flatMap((method, index) => (method === "GET" ? sides(index + 1).slice(0, 1) : sides(index + 1)));

/**
 * Every state in which a run can die: before its first request, and after each. What comes before a request and after
 * the one that precedes it is the same state; CHAT_IP_EVERY_POINT=1 tries both sides all the same.
 */
export const everyState = (requests: number): Point[] =>
  Array.from({ length: requests }, (_, index) => sides(index + 1))
    .flat()
    .filter(({ nth, when }) => process.env.CHAT_IP_EVERY_POINT === "1" || when === "after" || nth === 1);

/** Tries every point, each in a world of its own; returns how many there were. */
export async function tryEach(
  points: readonly Point[],
  attempt: (point: Point) => Promise<void>,
): Promise<number> {
  await concurrently(points, 3, attempt);
  return points.length;
}

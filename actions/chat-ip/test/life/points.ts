import { concurrently } from "./concurrently.ts";

/** A moment in the life of a run: just before or just after its n-th request takes effect. */
export interface Point {
  /** 1 is the first */
  readonly nth: number;
  readonly when: "before" | "after";
}

const pointsOf = (requests: number): Point[] =>
  Array.from({ length: requests }, (_, index) =>
    (["before", "after"] as const).map((when): Point => ({ nth: index + 1, when })),
  ).flat();

/** Tries every point of a run of so many requests, each in a world of its own; returns how many there were. */
export async function tryEach(requests: number, attempt: (point: Point) => Promise<void>): Promise<number> {
  const points = pointsOf(requests);
  await concurrently(points, 3, attempt);
  return points.length;
}

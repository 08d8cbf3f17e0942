import type { GitHubRequest } from "@chat-ip/github-emulator";
import { concurrently } from "./concurrently.ts";
import { createSample, full, routeOf } from "./sample.ts";

/** A moment in the life of a run: just before or just after its n-th request takes effect. */
export interface Point {
  /** 1 is the first */
  readonly nth: number;
  readonly when: "before" | "after";
  /** the request, without what differs from run to run */
  readonly route: string;
}

/** What is asked of a request here: enough to tell what kind it is. */
export type Asked = Pick<GitHubRequest, "method" | "path">;

const sides = (request: Asked, index: number): [before: Point, after: Point] => {
  const [nth, route] = [index + 1, routeOf(request)];
  return [
    { nth, when: "before", route },
    { nth, when: "after", route },
  ];
};

/** The points of a run that makes these requests; before and after a read, nothing has changed. */
export const everyPoint = (requests: readonly Asked[]): Point[] =>
  requests.flatMap((request, index) =>
    request.method === "GET" ? sides(request, index).slice(0, 1) : sides(request, index),
  );

/**
 * Every state in which a run can die: before its first request, and after each. What comes before a request and after
 * the one that precedes it is the same state; CHAT_IP_FULL=1 tries both sides all the same.
 */
export const everyState = (requests: readonly Asked[]): Point[] =>
  requests.flatMap(sides).filter(({ nth, when }) => full || when === "after" || nth === 1);

/** Picks the points that `npm test` tries. */
export const samplePoints = (): ((points: readonly Point[]) => Point[]) =>
  createSample(({ when, route }) => [`${when} ${route}`]);

/** Tries every point, each in a world of its own; returns how many there were. */
export async function tryEach(
  points: readonly Point[],
  attempt: (point: Point) => Promise<void>,
): Promise<number> {
  await concurrently(points, 3, attempt);
  return points.length;
}

import type { Prefix } from "./prefix.ts";

/**
 * How a changed prefix relates to the other side. All prefixes that lie inside another one of their own side are left out of
 * account when pieces are counted, since they change nothing.
 *
 * | word       | an added prefix                                                  | a removed prefix                                        |
 * |------------|------------------------------------------------------------------|---------------------------------------------------------|
 * | `new`      | overlaps no committed prefix                                     | –                                                       |
 * | `gone`     | –                                                                | overlaps no live prefix                                 |
 * | `widened`  | contains exactly one committed prefix                            | lies inside a live prefix as its only committed piece   |
 * | `merged`   | contains several committed prefixes                              | lies inside a live prefix that has other pieces as well |
 * | `narrowed` | lies inside a committed prefix as its only live piece            | contains exactly one live prefix                        |
 * | `split`    | lies inside a committed prefix that has other live pieces as well | contains several live prefixes                         |
 */
export type Relation = "new" | "widened" | "narrowed" | "split" | "merged" | "gone";

/** An added or a removed prefix. */
export interface PrefixChange {
  /** The prefix that was added or removed. */
  readonly prefix: Prefix;
  /** How it relates to the other side. */
  readonly relation: Relation;
  /** The prefixes of the other side that it contains, or the one that it lies inside; sorted, empty for `new` and `gone`. */
  readonly counterparts: readonly Prefix[];
  /**
   * The addresses that really become allowed (added) or stop being allowed (removed) through it; 0n where all of them were
   * allowed before, or still are. An address counts for the outermost changed prefix that holds it, so the numbers add up
   * to `gained` and `lost`.
   */
  readonly addresses: bigint;
}

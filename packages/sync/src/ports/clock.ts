/** Time and random numbers. */
export interface Clock {
  /** ms since 1970 */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** from 0 to 1 */
  random(): number;
}

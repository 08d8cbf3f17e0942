/** What a client does about a code by itself: nothing, retry after a pause, or retry once with a new UserSig. */
export type RetryClass = "never" | "back-off" | "sign-again";

/** The server refuses these before it does anything, so every command can be repeated. */
const refusedUnread: ReadonlySet<number> = new Set([60007, 60011, 60018, 60019]);
const inTrouble: ReadonlySet<number> = new Set([
  60008, 60013, 60014, 70169, 70201, 70202, 70203, 70205, 70207, 70208, 70212, 70213, 70222, 70225, 70231,
  70308, 70348, 70362, 70401, 70500,
]);
const needsUserSig: ReadonlySet<number> = new Set([70001, 70052, 70221, 70347]);

/**
 * The retry class of an error code. It is this package's choice: it is safe for calls that only read, such as GetIPList. A
 * code that is not listed is never retried.
 */
export function retryClassOf(code: number): RetryClass {
  if (needsUserSig.has(code)) return "sign-again";
  return inTrouble.has(code) || isRefusedUnread(code) ? "back-off" : "never";
}

/** Whether the server refuses a call with this code before it does anything. */
export function isRefusedUnread(code: number): boolean {
  return refusedUnread.has(code);
}

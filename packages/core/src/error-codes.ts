/**
 * What a client may do about a code by itself: nothing; the same call again after a pause; or the same call again, once,
 * with a UserSig signed anew.
 */
export type RetryClass = "never" | "back-off" | "sign-again";

export interface ErrorCode {
  readonly code: number;
  /** What the code says, in words that finish the sentence "the server answered that …". */
  readonly meaning: string;
  readonly retry: RetryClass;
  /** What a person does about it. */
  readonly remedy: string;
}

type Row = readonly [codes: readonly number[], meaning: string, retry: RetryClass, remedy: string];

const reportBug = "Report this as a bug of @chat-ip/core.";
const tryLater = "Try again later; if it goes on, report it to the vendor.";
const openTicket = "Open a ticket with the vendor.";
const useAdmin = "Use the identifier of an app admin; the console's first one is administrator.";
const signAnew = "Sign a new UserSig.";

// biome-ignore format: one code, or one group of codes with the same meaning, a row
const rows: readonly Row[] = [
  [[60002], "the HTTP request or its URL could not be parsed", "never", reportBug],
  [[60003], "the JSON of the request is invalid", "never", "Send a body that is valid JSON."],
  [[60004, 60005], "the account or the UserSig is wrong", "never", "Check the identifier and the key."],
  [[60006], "the SDKAppID is invalid", "never", "Check the SDKAppID and the region."],
  [[60007, 60011, 60018, 60019], "the command is called too often", "back-off", "Call less often."],
  [[60008], "the service timed out, or the HTTP request was malformed", "back-off", "Try again later."],
  [[60009], "there is no such resource", "never", "Check the service and the name of the command."],
  [[60010], "the command needs an app admin", "never", useAdmin],
  [[60012], "the parameter sdkappid is missing", "never", reportBug],
  [[60013], "the server could not parse an answer of its own", "back-off", "Report it to the vendor if it goes on."],
  [[60014], "the exchange of the account timed out", "back-off", tryLater],
  [[60015], "an account in the request is not a string", "never", "Send accounts as strings."],
  [[60016], "the SDKAppID is disabled", "never", openTicket],
  [[60017], "the request is disabled", "never", openTicket],
  [[60020], "the app's package expired, is absent or is still being configured", "never", "Buy the package, or wait 5 minutes if it was bought just now."],
  [[60021], "the caller's source address is not permitted", "never", "Call from an address that the console permits, or permit this one there."],
  [[70001], "the UserSig has expired", "sign-again", "Sign a new UserSig; if it was signed just now, check this machine's clock."],
  [[70002], "the UserSig is empty", "never", "Give a UserSig."],
  [[70003, 70004], "the UserSig failed verification, as one does that was cut short", "never", "Check the UserSig for truncation, and that it was signed with this app's key."],
  [[70005, 70006, 70007, 70008, 70010], "the UserSig failed verification", "never", "Check that the UserSig is whole and was signed with this app's key."],
  [[70009], "the key does not belong to the SDKAppID", "never", "Use the key that the console shows for this app."],
  [[70013], "the identifier differs from the one that was signed", "never", "Give the identifier that the UserSig was signed for."],
  [[70014], "the SDKAppID differs from the one that was signed", "never", "Give the SDKAppID that the UserSig was signed for."],
  [[70015], "there is no verification method for this app and account type", "never", "Check the app's login integration in the console."],
  [[70016], "no key was found for the app", "never", "Check the region and the key."],
  [[70020], "the SDKAppID was not found", "never", "Check the region and the SDKAppID."],
  [[70050], "a bad UserSig was tried too many times", "never", "Correct the UserSig, then wait a minute."],
  [[70051], "the account is on the blocklist", "never", "Unblock the account."],
  [[70052], "the UserSig was invalidated", "sign-again", signAnew],
  [[70107], "the account was not imported", "never", "Import the account."],
  [[70114], "a security restriction stopped the request", "never", "Ask the vendor's support."],
  [[70169, 70202], "an internal time-out occurred", "back-off", tryLater],
  [[70221], "the login state has expired", "sign-again", signAnew],
  [[70346], "verification of the credential failed", "never", "Check the key."],
  [[70347], "the credential has expired", "sign-again", signAnew],
  [[70398], "the app's quota of accounts is reached", "never", "Upgrade the app's package or delete accounts."],
  [[70399], "the id of a deleted account is barred for three months", "never", "Use another id."],
  [[70402], "a parameter is bad", "never", "Check the parameters against the command's page."],
  [[70403], "an app admin is required", "never", useAdmin],
  [
    [70201, 70203, 70205, 70207, 70208, 70212, 70213, 70222, 70225, 70231, 70308, 70348, 70362, 70401, 70500],
    "an internal error occurred", "back-off", tryLater,
  ],
];

/**
 * Every code of the API that has a rule here, ascending. The retry class is a judgement: it is safe for calls that only
 * read, as GetIPList does. A code that is not listed is never retried.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34348
 */
export const errorCodes: readonly ErrorCode[] = Object.freeze(
  rows
    .flatMap(([codes, meaning, retry, remedy]) => codes.map((code) => ({ code, meaning, retry, remedy })))
    .sort((a, b) => a.code - b.code),
);

const byCode: ReadonlyMap<number, ErrorCode> = new Map(errorCodes.map((entry) => [entry.code, entry]));

/** What is known about a code of the API; for a code that is not listed, a description that says so. */
export function describeErrorCode(code: number): ErrorCode {
  return (
    byCode.get(code) ?? {
      code,
      meaning: "the call failed with a code that is not in the table",
      retry: "never",
      remedy: "Look the code up in the vendor's list of error codes.",
    }
  );
}

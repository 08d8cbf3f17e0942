import type { ErrorCategory } from "./errors.ts";

/** What a client does about a code by itself: nothing, retry after a pause, or retry once with a new UserSig. */
export type RetryClass = "never" | "back-off" | "sign-again";

export interface ErrorCode {
  readonly code: number;
  /** What the code means, as the end of the sentence "the server answered that …". */
  readonly meaning: string;
  readonly category: ErrorCategory;
  readonly retry: RetryClass;
  /** What to do about it. */
  readonly remedy: string;
}

type Row = readonly [
  codes: readonly number[],
  meaning: string,
  category: ErrorCategory,
  retry: RetryClass,
  remedy: string,
];

const reportBug = "This is a bug in @chat-ip/core. Please report it.";
const tryLater = "Try again later. If it keeps happening, contact the vendor's support.";
const openTicket = "Contact the vendor's support.";
const useAdmin = "Use the identifier of an app admin. The console's first one is administrator.";
const signAnew = "Sign a new UserSig.";
const checkSignature = "Check that the UserSig is complete and was signed with this app's key.";

// biome-ignore format: one code, or one group of codes with the same meaning, per row
const rows: readonly Row[] = [
  [[60002], "the HTTP request or its URL could not be parsed", "parameter", "never", reportBug],
  [[60003], "the request body is not valid JSON", "parameter", "never", "Send a body that is valid JSON."],
  [[60004, 60005], "the account or the UserSig is wrong", "auth", "never", "Check the identifier and the key."],
  [[60006], "the SDKAppID is invalid", "parameter", "never", "Check the SDKAppID and the region."],
  [[60007, 60011, 60018, 60019], "the command was called too often", "limit", "back-off", "Call it less often."],
  [[60008], "the service timed out, or the HTTP request was malformed", "server", "back-off", "Try again later."],
  [[60009], "the resource does not exist", "not-found", "never", "Check the name of the service and the command."],
  [[60010], "the command needs an app admin", "auth", "never", useAdmin],
  [[60012], "the parameter sdkappid is missing", "parameter", "never", reportBug],
  [[60013], "the server could not parse its own answer", "server", "back-off", tryLater],
  [[60014], "looking up the account timed out", "server", "back-off", tryLater],
  [[60015], "an account in the request is not a string", "parameter", "never", "Send accounts as strings."],
  [[60016], "the SDKAppID is disabled", "auth", "never", openTicket],
  [[60017], "the request is disabled", "auth", "never", openTicket],
  [[60020], "the app's package has expired, is missing or is still being set up", "package", "never", "Buy the package, or wait 5 minutes if you just bought it."],
  [[60021], "the caller's IP address is not allowed", "auth", "never", "Call from an address that the console allows, or add this one there."],
  [[70001], "the UserSig has expired", "auth", "sign-again", "Sign a new UserSig. If it is new, check this machine's clock."],
  [[70002], "the UserSig is empty", "auth", "never", "Set a UserSig."],
  [[70003, 70004], "the UserSig could not be verified; it was probably cut short", "auth", "never", checkSignature],
  [[70005, 70006, 70007, 70008, 70010], "the UserSig could not be verified", "auth", "never", checkSignature],
  [[70009], "the key does not belong to the SDKAppID, or the region is wrong", "auth", "never", "Copy the key again from the console. If it is correct, check the region."],
  [[70013], "the identifier is not the one that was signed", "auth", "never", "Use the identifier that the UserSig was signed for."],
  [[70014], "the SDKAppID is not the one that was signed", "auth", "never", "Use the SDKAppID that the UserSig was signed for."],
  [[70015], "there is no verification method for this app and account type", "auth", "never", "Check the app's login integration in the console."],
  [[70016], "no key was found for the app", "auth", "never", "Check the region and the key."],
  [[70020], "the SDKAppID was not found", "not-found", "never", "Check the region and the SDKAppID."],
  [[70050], "a wrong UserSig was sent too many times", "auth", "never", "Fix the UserSig, then wait a minute."],
  [[70051], "the account is on the blocklist", "auth", "never", "Unblock the account."],
  [[70052], "the UserSig was invalidated", "auth", "sign-again", signAnew],
  [[70107], "the account has not been imported", "not-found", "never", "Import the account."],
  [[70114], "a security restriction stopped the request", "auth", "never", openTicket],
  [[70169, 70202], "an internal timeout occurred", "server", "back-off", tryLater],
  [[70221], "the login session has expired", "auth", "sign-again", signAnew],
  [[70346], "the credential could not be verified", "auth", "never", "Check the key."],
  [[70347], "the credential has expired", "auth", "sign-again", signAnew],
  [[70398], "the app's account limit is reached", "limit", "never", "Upgrade the app's package or delete accounts."],
  [[70399], "the account was deleted less than three months ago, so its ID is still blocked", "parameter", "never", "Use another ID."],
  [[70402], "a parameter is wrong; often the key is missing or wrong", "parameter", "never", "Check the key, the UserSig and the region first, then the command's parameters."],
  [[70403], "the command needs an app admin", "auth", "never", useAdmin],
  [
    [70201, 70203, 70205, 70207, 70208, 70212, 70213, 70222, 70225, 70231, 70308, 70348, 70362, 70401, 70500],
    "an internal error occurred", "server", "back-off", tryLater,
  ],
];

/**
 * The API's error codes, in ascending order. The retry class is this package's choice: it is safe for calls that only
 * read, such as GetIPList. A code that is not listed is never retried.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34348
 */
export const errorCodes: readonly ErrorCode[] = Object.freeze(
  rows
    .flatMap(([codes, meaning, category, retry, remedy]) =>
      codes.map((code) => ({ code, meaning, category, retry, remedy })),
    )
    .sort((a, b) => a.code - b.code),
);

const byCode: ReadonlyMap<number, ErrorCode> = new Map(errorCodes.map((entry) => [entry.code, entry]));

/** Describes an error code of the API. Codes that are not in the table get a description that says so. */
export function describeErrorCode(code: number): ErrorCode {
  return (
    byCode.get(code) ?? {
      code,
      meaning: "the call failed with an unknown code",
      category: "unknown",
      retry: "never",
      remedy: "Look it up in the vendor's list of error codes.",
    }
  );
}

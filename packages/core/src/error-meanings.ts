import type { ErrorCategory } from "./errors.ts";

/** What an error code means, and what to do about it. */
export interface ErrorMeaning {
  /** As the end of the sentence "the server answered that …". */
  readonly meaning: string;
  readonly category: ErrorCategory;
  readonly remedy: string;
}

type Row = readonly [codes: readonly number[], category: ErrorCategory, meaning: string, remedy: string];

const reportBug = "This is a bug in @chat-ip/core. Please report it.";
const tryLater = "Try again later. If it keeps happening, contact the vendor's support.";
const openTicket = "Contact the vendor's support.";
const useAdmin = "Use the identifier of an app admin. The console's first one is administrator.";
const signAnew = "Sign a new UserSig.";
const checkSignature = "Check that the UserSig is complete and was signed with this app's key.";

// biome-ignore format: one code, or one group of codes with the same meaning, per row
const rows: readonly Row[] = [
  [[60002], "parameter", "the HTTP request or its URL could not be parsed", reportBug],
  [[60003], "parameter", "the request body is not valid JSON", "Send a body that is valid JSON."],
  [[60004, 60005], "auth", "the account or the UserSig is wrong", "Check the identifier and the key."],
  [[60006], "parameter", "the SDKAppID is invalid", "Check the SDKAppID and the region."],
  [[60007, 60011, 60018, 60019], "limit", "the command was called too often", "Call it less often."],
  [[60008], "server", "the service timed out, or the HTTP request was malformed", "Try again later."],
  [[60009], "not-found", "the resource does not exist", "Check the name of the service and the command."],
  [[60010], "auth", "the command needs an app admin", useAdmin],
  [[60012], "parameter", "the parameter sdkappid is missing", reportBug],
  [[60013], "server", "the server could not parse its own answer", tryLater],
  [[60014], "server", "looking up the account timed out", tryLater],
  [[60015], "parameter", "an account in the request is not a string", "Send accounts as strings."],
  [[60016], "auth", "the SDKAppID is disabled", openTicket],
  [[60017], "auth", "the request is disabled", openTicket],
  [[60020], "package", "the app's package has expired, is missing or is still being set up", "Buy the package, or wait 5 minutes if you just bought it."],
  [[60021], "auth", "the caller's IP address is not allowed", "Call from an address that the console allows, or add this one there."],
  [[70001], "auth", "the UserSig has expired", "Sign a new UserSig. If it is new, check this machine's clock."],
  [[70002], "auth", "the UserSig is empty", "Set a UserSig."],
  [[70003, 70004], "auth", "the UserSig could not be verified; it was probably cut short", checkSignature],
  [[70005, 70006, 70007, 70008, 70010], "auth", "the UserSig could not be verified", checkSignature],
  [[70009], "auth", "the key does not belong to the SDKAppID, or the region is wrong", "Copy the key again from the console. If it is correct, check the region."],
  [[70013], "auth", "the identifier is not the one that was signed", "Use the identifier that the UserSig was signed for."],
  [[70014], "auth", "the SDKAppID is not the one that was signed", "Use the SDKAppID that the UserSig was signed for."],
  [[70015], "auth", "there is no verification method for this app and account type", "Check the app's login integration in the console."],
  [[70016], "auth", "no key was found for the app", "Check the region and the key."],
  [[70020], "not-found", "the SDKAppID was not found", "Check the region and the SDKAppID."],
  [[70050], "auth", "a wrong UserSig was sent too many times", "Fix the UserSig, then wait a minute."],
  [[70051], "auth", "the account is on the blocklist", "Unblock the account."],
  [[70052], "auth", "the UserSig was invalidated", signAnew],
  [[70107], "not-found", "the account has not been imported", "Import the account."],
  [[70114], "auth", "a security restriction stopped the request", openTicket],
  [[70169, 70202], "server", "an internal timeout occurred", tryLater],
  [[70221], "auth", "the login session has expired", signAnew],
  [[70346], "auth", "the credential could not be verified", "Check the key."],
  [[70347], "auth", "the credential has expired", signAnew],
  [[70398], "limit", "the app's account limit is reached", "Upgrade the app's package or delete accounts."],
  [[70399], "parameter", "the account was deleted less than three months ago, so its ID is still blocked", "Use another ID."],
  [[70402], "parameter", "a parameter is wrong; often the key is missing or wrong", "Check the key, the UserSig and the region first, then the command's parameters."],
  [[70403], "auth", "the command needs an app admin", useAdmin],
  [
    [70201, 70203, 70205, 70207, 70208, 70212, 70213, 70222, 70225, 70231, 70308, 70348, 70362, 70401, 70500],
    "server", "an internal error occurred", tryLater,
  ],
];

/** The meaning of every documented code. Clients load it when a call fails, so it imports nothing. */
export const errorMeanings: ReadonlyMap<number, ErrorMeaning> = /* @__PURE__ */ new Map(
  rows.flatMap(([codes, category, meaning, remedy]) =>
    codes.map((code) => [code, { meaning, category, remedy }]),
  ),
);

/** What is known of a call that failed, for a better remedy. */
export interface CodeContext {
  /** The region that was asked, and all that there are. */
  readonly region: string | null;
  readonly regionNames: readonly string[];
  /** How far this machine's clock is ahead of the server's; `null` if that isn't known. */
  readonly clockAheadMs: number | null;
}

/** Codes that also mean: the app exists, but in another region. */
const unknownApp: ReadonlySet<number> = new Set([70016, 70020]);
const expiredUserSig = 70001;
const leastSkewSeconds = 30;

/** The meaning of a code in a call; `undefined` if it isn't documented. */
export function meaningOf(code: number, context: CodeContext): ErrorMeaning | undefined {
  const known = errorMeanings.get(code);
  if (known === undefined) return undefined;
  const more = unknownApp.has(code) ? otherRegions(context) : clockSkew(code, context.clockAheadMs);
  return more === null ? known : { ...known, remedy: `${known.remedy} ${more}` };
}

/** Names the skew of a clock that is wrong enough to matter; seconds are lost on the way and to rounding. */
function clockSkew(code: number, aheadMs: number | null): string | null {
  if (code !== expiredUserSig || aheadMs === null) return null;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (seconds < leastSkewSeconds) return "This machine's clock agrees with the server's.";
  return `This machine's clock is ${duration(seconds)} ${aheadMs > 0 ? "ahead of" : "behind"} the server's: correct it.`;
}

/** Such as "45 seconds", "16 minutes" or "3 hours". */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

function otherRegions({ region, regionNames }: CodeContext): string {
  const others = regionNames.filter((name) => name !== region).join(", ");
  return `An app only exists in the region where it was created: try ${others}.`;
}

import type { Message } from "../../errors.ts";

/** What `sign`, `decode` and `verify` say. */
export const userSigWords = {
  noneGiven: { what: "No UserSig was given.", remedy: "Give one as an argument, or on stdin." },
  notATime: (text: string): Message => ({
    what: `--expires: \`${text}\` is not a time.`,
    remedy: "Write seconds, or a number with m, h or d, such as 12h; 68 years at most.",
  }),
  signedFor: (identifier: string, sdkAppId: number, until: string): string =>
    `For ${identifier} of app ${sdkAppId}, valid until ${until}.`,
  fields: {
    identifier: "identifier",
    app: "sdkappid",
    signed: "signed",
    expires: "expires",
    userBuf: "userbuf",
  },
  expires: (at: string, relative: string, expired: boolean): string =>
    `${at} (${expired ? "expired " : ""}${relative})`,
  valid: (identifier: string, relative: string): string => `valid: for ${identifier}, expires ${relative}`,
  notValid: (reason: string): string => `not valid: ${reason}`,
  isNotValid: "The UserSig isn't valid.",
  reasons: {
    malformed: {
      why: "It isn't a whole UserSig.",
      remedy: "Copy all of it: it may have been cut short (70003).",
    },
    signature: {
      why: "It wasn't signed with this key (70009).",
      remedy: "Copy the app's key again from the console, and sign again.",
    },
    sdkappid: { why: "It is for another app (70014).", remedy: "Sign it for this SDKAppID." },
    identifier: {
      why: "It is for another account (70013).",
      remedy: "Log in as the account it was signed for.",
    },
    expired: {
      why: "It has expired (70001).",
      remedy: "Sign a new one. If it was signed just now, check the clock of the machine that signs.",
    },
  },
};

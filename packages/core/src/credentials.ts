import { rangeProblem } from "./range-problem.ts";

/** The API's limit, in bytes of UTF-8. */
const maxIdentifierBytes = 32;
/** Real ones have a few hundred characters. Keeps the request line short enough for servers. */
const maxUserSigLength = 4096;
const maxUnsigned32 = 0xffff_ffff;
/** The vendor's SDKs use a signed 32-bit integer: about 68 years. */
const maxExpireSeconds = 0x7fff_ffff;
/** How many hexadecimal digits the console's keys have. */
const usualKeyLength = 64;
/** Characters that can't be seen: format characters, fillers, private use and unassigned ones. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

const isFilled = (value: unknown): value is string => typeof value === "string" && value !== "";
const notFilled = (name: string): string => `${name} must be a non-empty string`;

/**
 * What is wrong with a value as an SDKAppID, or `null`. A string of digits is refused: the vendor's signing library would
 * sign it as a string and declare it as a number.
 *
 * @param name what the result calls the value, here and below.
 */
export function sdkAppIdProblem(value: unknown, name = "sdkAppId"): string | null {
  if (typeof value === "string" && /^\d+$/.test(value)) {
    return `${name} must be a number, not a string`;
  }
  return rangeProblem(name, value, maxUnsigned32);
}

/**
 * What is wrong with a value as an identifier, or `null`. The rule: 1 to 32 bytes of UTF-8, no control characters, no
 * line or paragraph separators, no space at either end. Text outside ASCII is accepted, since the signature is defined
 * over UTF-8 and such accounts exist; the vendor's SDKs recommend `[A-Za-z0-9_-]`.
 *
 * Line breaks are the reason for the rule: the signed text has one field per line, so an identifier with a line break
 * could name another app or another expiry inside a valid signature.
 */
export function identifierProblem(value: unknown, name = "identifier"): string | null {
  if (!isFilled(value)) return notFilled(name);
  if (!value.isWellFormed()) return `${name} must be well-formed Unicode`;
  const bytes = Buffer.byteLength(value, "utf8");
  if (bytes > maxIdentifierBytes) {
    return `${name} must be at most ${maxIdentifierBytes} bytes of UTF-8, but has ${bytes}`;
  }
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value))
    return `${name} must not contain control characters or line breaks`;
  if (value.trim() !== value) return `${name} must not start or end with a space`;
  return null;
}

/**
 * What is wrong with a value as a secret key, or `null`. The console's keys are 64 hexadecimal digits; any other text
 * without whitespace or invisible characters is accepted, since the key's *text* is what signs. The result never quotes
 * the key. See also {@link secretKeyWarning}.
 */
export function secretKeyProblem(value: unknown, name = "secretKey"): string | null {
  if (!isFilled(value)) return notFilled(name);
  if (value.includes("-----BEGIN")) {
    return `${name} looks like a PEM key of UserSig version 1; use the key that the console shows for version 2`;
  }
  if (/[\s\p{Cc}]/u.test(value)) {
    return `${name} must not contain whitespace (did you copy a line break with it?)`;
  }
  if (!value.isWellFormed()) return `${name} must be well-formed Unicode`;
  const [hidden] = invisible.exec(value) ?? [];
  if (hidden !== undefined) {
    const code = hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    return `${name} must not contain invisible characters, but has U+${code} (copy it again from the console)`;
  }
  return null;
}

/**
 * What looks odd about a secret key that {@link secretKeyProblem} accepts, or `null`: it is far shorter than the 64
 * characters of the console's keys. Such a key signs, but is probably not the one you meant, and a very short one can't
 * be hidden in logs without hiding everything else.
 */
export function secretKeyWarning(value: string, name = "secretKey"): string | null {
  const { length } = value;
  if (length === 0 || length >= usualKeyLength / 4) return null;
  const count = length === 1 ? "1 character" : `${length} characters`;
  return `${name} has only ${count}, and the console's keys have ${usualKeyLength}. Check that you copied all of it`;
}

/**
 * What is wrong with a value as a UserSig, or `null`. Checks the characters and the length only: {@link decodeUserSig}
 * reads what is inside, and the server verifies it. The result never quotes the UserSig.
 */
export function userSigProblem(value: unknown, name = "userSig"): string | null {
  if (!isFilled(value)) return notFilled(name);
  if (value.length > maxUserSigLength) return `${name} must be at most ${maxUserSigLength} characters long`;
  if (/\s/.test(value)) return `${name} must not contain whitespace (did you copy a line break with it?)`;
  if (!/^[A-Za-z0-9*_-]+$/.test(value)) return `${name} can only contain letters, digits, *, - and _`;
  return null;
}

/** What is wrong with a value as the lifetime of a UserSig in seconds, or `null`. */
export function expireSecondsProblem(value: unknown, name = "expireSeconds"): string | null {
  return rangeProblem(name, value, maxExpireSeconds);
}

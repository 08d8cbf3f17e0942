/** Length limit of an identifier, in bytes of UTF-8. */
const maxIdentifierBytes = 32;
/** Far above the few hundred characters of a real UserSig; keeps request lines within what servers accept. */
const maxUserSigLength = 4096;
const maxUnsigned32 = 0xffff_ffff;
/** The largest validity that the vendor's own SDKs can hold (a signed 32-bit integer), about 68 years. */
const maxExpireSeconds = 0x7fff_ffff;

/**
 * Tells what is wrong with a value as an SDKAppID, or `null`. A text of digits is refused: the vendor's signing library
 * would sign it as text and declare it as a number.
 */
export function sdkAppIdProblem(value: unknown): string | null {
  if (typeof value === "string" && /^\d+$/.test(value)) {
    return "sdkAppId must be a number, not a text of digits";
  }
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > maxUnsigned32) {
    return `sdkAppId must be a whole number from 1 to ${maxUnsigned32}`;
  }
  return null;
}

/**
 * Tells what is wrong with a value as an identifier, or `null`. The rule: 1 to 32 bytes of UTF-8, no control character,
 * no line or paragraph separator, no space at either end. Text outside ASCII is accepted, since the signature is defined
 * over UTF-8 and such accounts exist; the vendor's SDKs advise `[A-Za-z0-9_-]`.
 *
 * A newline is what the rule is for: the signed text has a field a line, so an identifier with a newline in it could
 * name another app or another expiry inside a valid signature.
 */
export function identifierProblem(value: unknown): string | null {
  if (typeof value !== "string" || value === "") return "identifier must be a text that is not empty";
  if (!value.isWellFormed()) return "identifier must be well-formed Unicode";
  const bytes = Buffer.byteLength(value, "utf8");
  if (bytes > maxIdentifierBytes) {
    return `identifier must be at most ${maxIdentifierBytes} bytes of UTF-8, and is ${bytes}`;
  }
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return "identifier must not contain control or newline characters";
  if (value.trim() !== value) return "identifier must not begin or end with a space";
  return null;
}

/**
 * Tells what is wrong with a value as a secret key, or `null`. Keys of the console are 64 hexadecimal digits; any other
 * text without whitespace is accepted, since it is the key's *text* that signs. The key is never part of the answer.
 */
export function secretKeyProblem(value: unknown): string | null {
  if (typeof value !== "string" || value === "") return "secretKey must be a text that is not empty";
  if (value.includes("-----BEGIN")) {
    return "secretKey looks like the PEM key of UserSig version 1; use the key that the console shows for version 2";
  }
  if (/[\s\p{Cc}]/u.test(value)) {
    return "secretKey must not contain whitespace (was a newline copied along with it?)";
  }
  if (!value.isWellFormed()) return "secretKey must be well-formed Unicode";
  return null;
}

/**
 * Tells what is wrong with a value as a UserSig, or `null`. Only the shape is looked at; {@link decodeUserSig} tells what
 * is in one, and the server judges it. The UserSig is never part of the answer.
 */
export function userSigProblem(value: unknown): string | null {
  if (typeof value !== "string" || value === "") return "userSig must be a text that is not empty";
  if (value.length > maxUserSigLength) return `userSig must be at most ${maxUserSigLength} characters long`;
  if (/\s/.test(value)) return "userSig must not contain whitespace (was a newline copied along with it?)";
  if (!/^[A-Za-z0-9*_-]+$/.test(value)) return "userSig may only contain letters, digits, *, - and _";
  return null;
}

/** Tells what is wrong with a value as the life of a UserSig in seconds, or `null`. */
export function expireSecondsProblem(value: unknown): string | null {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > maxExpireSeconds) {
    return `expireSeconds must be a whole number of seconds from 1 to ${maxExpireSeconds}`;
  }
  return null;
}

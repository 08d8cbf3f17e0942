import { inflateSync } from "node:zlib";
import { userSigProblem } from "../credentials.ts";

/** Hiding anything shorter would hide ordinary words, and nothing this short can be kept secret. */
const minSecretLength = 4;
/** The encoded forms of a short secret are hidden from this length on. */
const minEncodedLength = 6;

/**
 * The texts by which a machine may repeat a secret: as it is, escaped for JSON or a URL, in hex, and in base64 wherever
 * the secret starts in what was encoded (so `Basic` with any user name is covered). A UserSig also decodes to a
 * signature, which is as good as the UserSig itself. All are in lower case, since matching ignores case.
 */
export function formsOf(secret: string): readonly string[] {
  if (secret.length < minSecretLength) return [];
  const bytes = Buffer.from(secret);
  const forms = [
    ...textForms(secret),
    ...[...byteForms(bytes), ...userSigForms(secret)].filter((form) => form.length >= minEncodedLength),
  ];
  return [...new Set(forms.map(lowerCase))];
}

/** Only where the length stays the same, so that positions in the text do too. */
export function lowerCase(text: string): string {
  return text.replaceAll(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}

function textForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const asciiJson = json.replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const url = encodeURIComponent(secret.toWellFormed());
  // RFC 3986 reserves these too, and form encoding writes a space as "+".
  const strictUrl = url.replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return [
    secret,
    json,
    json.replaceAll("/", "\\/"),
    asciiJson,
    asciiJson.replaceAll("/", "\\/"),
    url,
    strictUrl,
    strictUrl.replaceAll("%20", "+"),
    encodeURI(secret.toWellFormed()),
  ];
}

function byteForms(bytes: Buffer): string[] {
  const hex = bytes.toString("hex");
  const pairs = hex.match(/../g) ?? [];
  return [
    hex,
    pairs.map((pair) => `%${pair}`).join(""),
    pairs.map((pair) => `\\x${pair}`).join(""),
    pairs.join(":"),
    ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)).flatMap(alphabetsOf),
  ];
}

/**
 * The characters of base64 that depend only on these bytes when `offset` bytes come before them: with others after them,
 * and at the end, where the last character is filled up with zeros.
 */
function base64At(bytes: Buffer, offset: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const start = Math.ceil((offset * 8) / 6);
  return [encoded.slice(start, Math.floor(((offset + bytes.length) * 8) / 6)), encoded.slice(start)];
}

/** Standard base64, base64url, and the alphabet of a UserSig. */
function alphabetsOf(base64: string): string[] {
  return [
    base64,
    base64.replaceAll("+", "-").replaceAll("/", "_"),
    base64.replaceAll("+", "*").replaceAll("/", "-"),
  ];
}

function userSigForms(secret: string): string[] {
  // zlib's header in base64.
  if (!secret.startsWith("eJ") || userSigProblem(secret) !== null) return [];
  const base64 = secret.replaceAll("*", "+").replaceAll("-", "/").replaceAll("_", "");
  const compressed = Buffer.from(base64, "base64");
  const forms = [...alphabetsOf(base64), compressed.toString("hex")];
  const signature = signatureIn(compressed);
  if (signature === null) return forms;
  const bytes = Buffer.from(signature, "base64");
  return [...forms, ...textForms(signature), ...byteForms(Buffer.from(signature)), ...byteForms(bytes)];
}

/** The signature in the document of a UserSig; `null` if it has none. Unlike `decodeUserSig`, it checks nothing else. */
function signatureIn(compressed: Buffer): string | null {
  try {
    const document: unknown = JSON.parse(String(inflateSync(compressed, { maxOutputLength: 16_384 })));
    const signature: unknown = Reflect.get(Object(document), "TLS.sig");
    return typeof signature === "string" ? signature : null;
  } catch {
    // Not a whole UserSig.
    return null;
  }
}

import { gunzipSync } from "node:zlib";

export type DecodedBody =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly reason: "too-large" | string };

/**
 * Undoes the content encoding of an answer. Requests ask for none, but a proxy or gateway may compress anyway: `gzip`
 * (also `x-gzip`) is accepted, other encodings are refused.
 *
 * @param contentEncoding the header; `null`, empty and `identity` mean none.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
export function decodeBody(body: Uint8Array, contentEncoding: string | null, maxBytes: number): DecodedBody {
  if (contentEncoding === null) return { ok: true, body };
  const codings = contentEncoding
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
  const [coding, ...more] = codings;
  if (coding === undefined) return { ok: true, body };
  if (more.length > 0 || (coding !== "gzip" && coding !== "x-gzip")) {
    const name = /^[\w-]{1,20}$/.test(coding) && more.length === 0 ? coding : "an unknown encoding";
    return {
      ok: false,
      reason: `it is compressed with ${name}, although the request asked for no compression`,
    };
  }
  try {
    return { ok: true, body: gunzipSync(body, { maxOutputLength: maxBytes }) };
  } catch (error) {
    // zlib's errors all have a code.
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "ERR_BUFFER_TOO_LARGE") return { ok: false, reason: "too-large" };
    return { ok: false, reason: "it is compressed with gzip, but damaged or cut short" };
  }
}

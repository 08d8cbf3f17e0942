import { parseJson } from "./parse-json.ts";

/** A body as text, as bytes, or parsed already. */
export type BodyInput = string | Uint8Array | object;

export type BodyReading =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads the body of a webhook: a JSON object that agrees with the query about the command, where it names one. Bytes that
 * aren't UTF-8 become U+FFFD, because Chat repeats what users wrote, and refusing it would let that message pass unmoderated.
 */
export function readBody(input: BodyInput, command: string): BodyReading {
  const parsed = typeof input === "string" || input instanceof Uint8Array ? parseText(input) : input;
  if (typeof parsed === "string") return { ok: false, problem: parsed };
  if (Array.isArray(parsed)) return { ok: false, problem: "The body is JSON, but not an object." };
  const body = parsed as Readonly<Record<string, unknown>>;
  // Push.* and ContentCallback.* name no command.
  if (Object.hasOwn(body, "CallbackCommand") && body.CallbackCommand !== command) {
    return { ok: false, problem: "CallbackCommand in the body differs from the one in the query." };
  }
  return { ok: true, body };
}

/** @returns the object, or what is wrong. */
function parseText(input: string | Uint8Array): object | string {
  const text = typeof input === "string" ? input : new TextDecoder().decode(input);
  if (text.trim() === "") return "The body is empty.";
  try {
    const value = parseJson(text);
    return typeof value === "object" && value !== null ? value : "The body is JSON, but not an object.";
  } catch (error) {
    if (error instanceof SyntaxError) return "The body isn't JSON."; // its message would quote the body
    if (error instanceof RangeError) return "The body is nested too deeply.";
    throw error;
  }
}

import { parseJson } from "../json/lossless-json.ts";

const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });
const groupInfoCommand = "group_open_http_svc/get_group_info";

/** The body of an HTTP answer, as far as all commands have it in common. */
export type Answer =
  | { readonly kind: "ok"; readonly answer: Record<string, unknown> }
  | {
      readonly kind: "api-error";
      readonly code: number;
      readonly errorInfo: string;
      /** The server's id of the call, for its support; `null` if it gave none. Untrusted. */
      readonly requestId: string | null;
    }
  | { readonly kind: "not-understood"; readonly reason: string };

/**
 * Reads the body of an answer with HTTP status 200. The rules:
 * - It must be a JSON object in UTF-8; a byte order mark is ignored. Other fields are kept as they are.
 * - `ErrorCode` must be a whole number; a string of digits counts as that number.
 * - A code other than 0 is an error, whatever `ActionStatus` says.
 * - With code 0, `ActionStatus` must be `OK` or absent.
 * - `ErrorInfo` counts if it is a string, and is "" otherwise.
 * - Whole numbers beyond 2^53 are `bigint`.
 * - In `get_group_info`, each group has a code of its own and the one at the top says nothing, so it doesn't count if
 *   there are groups.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34620 (page of 2024-07-16)
 */
export function readAnswer(body: Uint8Array, command: string | null = null): Answer {
  const answer = parseObject(body);
  if (typeof answer === "string") return notUnderstood(answer);
  const code = wholeNumber(answer.ErrorCode);
  if (code === null) {
    const what = Object.hasOwn(answer, "ErrorCode")
      ? "an ErrorCode that is not a whole number"
      : "no ErrorCode";
    return notUnderstood(`it has ${what}`);
  }
  if (command === groupInfoCommand && Array.isArray(answer.GroupInfo)) return { kind: "ok", answer };
  if (code !== 0) {
    return {
      kind: "api-error",
      code,
      errorInfo: typeof answer.ErrorInfo === "string" ? answer.ErrorInfo : "",
      requestId: typeof answer.RequestId === "string" ? answer.RequestId : null,
    };
  }
  if (Object.hasOwn(answer, "ActionStatus") && answer.ActionStatus !== "OK") {
    return notUnderstood("its ErrorCode is 0 but its ActionStatus is not OK");
  }
  return { kind: "ok", answer };
}

/** @returns the object, or why it can't be read. */
function parseObject(body: Uint8Array): Record<string, unknown> | string {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    // The decoder's only error.
    return "it is not UTF-8";
  }
  const trimmed = text.trimStart();
  if (trimmed === "") return "it is empty";
  if (trimmed.startsWith("<")) {
    return "it is HTML, not JSON, so something in between answered: a proxy, a captive portal or hijacked DNS";
  }
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    // The parser's only error; its message would quote the body.
    return "it is not JSON, or was cut short";
  }
  return isObject(value) ? value : "it is JSON, but not an object";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}

function notUnderstood(reason: string): Answer {
  return { kind: "not-understood", reason };
}

// The module `@chat-ip/core/error-codes`. Apart from the client, which loads the meanings by itself when a call fails.
import { unknownCode } from "./call/explain-code.ts";
import { type RetryClass, retryClassOf } from "./call/retry-class.ts";
import { type ErrorMeaning, errorMeanings } from "./error-meanings.ts";
import type { ErrorCategory } from "./errors.ts";

export type { RetryClass };

/** A row of the table of error codes. */
export interface ErrorCode {
  /** The code itself, such as 70001. */
  readonly code: number;
  /** What the code means, as the end of the sentence "the server answered that …". */
  readonly meaning: string;
  /** What kind of failure it is. */
  readonly category: ErrorCategory;
  /** What a client does about it by itself. */
  readonly retry: RetryClass;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * The API's error codes, in ascending order. The retry class is this package's choice: it is safe for calls that only
 * read, such as GetIPList. A code that is not listed is never retried.
 *
 * @see https://www.tencentcloud.com/document/product/1047/34348
 */
export const errorCodes: readonly ErrorCode[] = /* @__PURE__ */ listErrorCodes();

/** A function of its own, so that bundlers leave the table out where nobody asks for it. */
function listErrorCodes(): readonly ErrorCode[] {
  const codes = [...errorMeanings].map(([code, meaning]) => describe(code, meaning));
  return Object.freeze(codes.sort((a, b) => a.code - b.code));
}

/** Describes an error code of the API. Codes that are not in the table get a description that says so. */
export function describeErrorCode(code: number): ErrorCode {
  return describe(code, errorMeanings.get(code) ?? unknownCode);
}

function describe(code: number, { meaning, category, remedy }: ErrorMeaning): ErrorCode {
  return { code, meaning, category, retry: retryClassOf(code), remedy };
}

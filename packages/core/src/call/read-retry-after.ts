/**
 * Reads the header `Retry-After`: a number of seconds, or an HTTP date.
 *
 * @param nowMs the time of day in milliseconds since 1970.
 * @returns milliseconds to wait, 0 or more; `null` if the header is missing or invalid.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const atMs = readHttpDate(text);
  return atMs === null ? null : Math.max(0, atMs - nowMs);
}

/**
 * Reads an HTTP date, as in the header `Date`.
 *
 * @returns milliseconds since 1970; `null` if the header is missing or invalid.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function readHttpDate(header: string | null): number | null {
  const text = header?.trim() ?? "";
  // `Date.parse` accepts much that is not an HTTP date. All forms of one start with the name of a day.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs;
}

/**
 * Reads the header `Retry-After`: a number of seconds, or an HTTP date.
 *
 * @param nowMs the time of day in milliseconds since 1970, which a date is compared with.
 * @returns milliseconds to wait, 0 or more; `null` when the header is absent or means nothing.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // `Date.parse` takes much that is no HTTP date; all forms of one begin with a day's name.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

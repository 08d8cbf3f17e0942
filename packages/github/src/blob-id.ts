import { createHash } from "node:crypto";

/**
 * The id that git gives to a file's content. It shows in a listing whether a file is as expected, without reading it.
 * @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects (read 2026-11-22)
 */
export function blobId(content: string | Buffer): string {
  const bytes = Buffer.from(content);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

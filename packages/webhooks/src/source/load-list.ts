import {
  type AdjustedEntry,
  type Allowlist,
  type Prefix,
  parseAllowlist,
  parseEntry,
  type RefusedEntry,
} from "@chat-ip/allowlist";
import { joinBytes } from "../join-bytes.ts";
import { isTrustworthyUrl, type ListOrigin, type SourceSettings } from "./read-source-options.ts";

// The longest real list has some thousand bytes.
const MAX_LIST_BYTES = 4_194_304;

/** A list as its origin gives it. */
export interface LoadedList {
  readonly live: readonly Prefix[];
  /** What a person keeps in the file. */
  readonly keep: readonly Prefix[];
  /** What isn't an address. */
  readonly refused: readonly RefusedEntry[];
  /** What was read as something else than it seems to say. */
  readonly adjusted: readonly AdjustedEntry[];
  readonly unreadable: Allowlist["unreadable"];
}

/** Loads a list. @throws whatever loading fails with, or an Error when it takes too long */
export async function loadList(
  origin: ListOrigin,
  { fetch, timeoutMs }: Pick<SourceSettings, "fetch" | "timeoutMs">,
): Promise<LoadedList> {
  const signal = AbortSignal.timeout(timeoutMs);
  const tooLong = Promise.withResolvers<never>();
  const stop = (): void => tooLong.reject(new Error(`no answer within ${timeoutMs} ms`));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([load(origin, fetch, signal), tooLong.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function load(
  origin: ListOrigin,
  fetch: SourceSettings["fetch"],
  signal: AbortSignal,
): Promise<LoadedList> {
  switch (origin.kind) {
    case "client": {
      const { entries, refused = [] } = await origin.client.getIPList(origin.name, { signal });
      return readEntries(entries, refused);
    }
    case "file": {
      // Loaded here, so that the package also runs where there are no files.
      const { readFile } = await import("node:fs/promises");
      return readFileContent(await readFile(origin.path));
    }
    case "url": {
      const response = await fetch(origin.url, { signal, headers: { accept: "text/plain" } });
      const problem = responseProblem(response);
      if (problem !== null) {
        await response.body?.cancel();
        throw new Error(problem);
      }
      return readFileContent(await readLimited(response));
    }
  }
}

/** Why a response isn't the list. A redirect may have led to another place. */
function responseProblem({ status, url }: Response): string | null {
  if (status !== 200) return `the server answered with HTTP status ${status}`;
  return url === "" || isTrustworthyUrl(new URL(url))
    ? null
    : "the server redirected to an address that isn't `https`";
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_LIST_BYTES) throw new Error(`it has more than ${MAX_LIST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return joinBytes(chunks, size);
}

function readEntries(entries: readonly string[], given: readonly RefusedEntry[]): LoadedList {
  const live: Prefix[] = [];
  const refused: RefusedEntry[] = [...given];
  const adjusted: AdjustedEntry[] = [];
  for (const entry of entries) {
    const parsed = parseEntry(entry);
    if (!parsed.ok) {
      refused.push({ entry, reason: parsed.reason });
      continue;
    }
    live.push(parsed.prefix);
    if (parsed.changed) adjusted.push({ entry, prefix: parsed.prefix, changed: parsed.changed });
  }
  return { live, keep: [], refused, adjusted, unreadable: null };
}

function readFileContent(bytes: Uint8Array): LoadedList {
  const { prefixes, keep, invalid, adjusted, unreadable } = parseAllowlist(bytes);
  const refused = invalid.map(({ line, text, reason }) => ({
    entry: text,
    reason: `line ${line}: ${reason}`,
  }));
  return {
    live: prefixes,
    keep: keep.flatMap((block) => block.prefixes),
    refused,
    adjusted: adjusted.map(({ text, prefix, changed }) => ({ entry: text, prefix, changed })),
    unreadable,
  };
}

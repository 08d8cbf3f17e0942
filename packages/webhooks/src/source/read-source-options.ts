import { type Finding, InvalidPrefixError, type Prefix, sortPrefixes } from "@chat-ip/allowlist";
import { type AllowlistSourceError, WebhookOptionsError } from "../errors.ts";
import type { AllowlistSourceOptions, ListClient, WebhookList } from "./source-options.ts";

/** One list, and where it is. */
export type ListOrigin = { /** What messages call it. */ readonly list: string } & (
  | { readonly kind: "client"; readonly client: ListClient; readonly name: WebhookList }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "url"; readonly url: URL }
);

/** Options of a source that were checked. */
export interface SourceSettings {
  readonly origins: readonly ListOrigin[];
  readonly refreshMs: number;
  readonly background: boolean;
  readonly onError: (error: AllowlistSourceError) => void;
  readonly initial: readonly Prefix[];
  readonly cacheFile: string | null;
  readonly maxRemovedPercent: number | undefined;
  readonly maxAddedPercent: number | undefined;
  readonly accept: readonly Finding["rule"][];
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly random: () => number;
}

const webhookLists: readonly string[] = ["webhook-china", "webhook-global", "all"] satisfies WebhookList[];
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const LONGEST_REFRESH_MS = 1_900_000_000; // a timer takes 2^31 - 1 at most

/** @throws {WebhookOptionsError} naming everything that is wrong */
export function readSourceOptions(options: AllowlistSourceOptions): SourceSettings {
  const problems: string[] = [];
  const origins = readOrigins(options, problems);
  const isFile = options.file !== undefined;
  const {
    refreshMs = isFile ? MINUTE_MS : HOUR_MS,
    timeoutMs = 30_000,
    maxRemovedPercent,
    maxAddedPercent,
  } = options;
  if (!(refreshMs >= 1 && refreshMs <= LONGEST_REFRESH_MS)) {
    problems.push("`refreshMs` must be a number of milliseconds from 1 to 1,900,000,000.");
  }
  if (!(timeoutMs >= 1 && timeoutMs <= LONGEST_REFRESH_MS)) {
    problems.push("`timeoutMs` must be a number of milliseconds, 1 or more.");
  }
  if (maxRemovedPercent !== undefined && !(maxRemovedPercent >= 0 && maxRemovedPercent <= 100)) {
    problems.push("`maxRemovedPercent` must be a number from 0 to 100.");
  }
  if (
    maxAddedPercent !== undefined &&
    !(maxAddedPercent >= 0 && maxAddedPercent < Number.POSITIVE_INFINITY)
  ) {
    problems.push("`maxAddedPercent` must be a number, 0 or more.");
  }
  const initial = readInitial(options.initial, problems);
  if (problems.length > 0) throw new WebhookOptionsError(problems);
  return {
    origins,
    refreshMs,
    timeoutMs,
    maxRemovedPercent,
    maxAddedPercent,
    initial,
    background: options.background ?? true,
    onError: options.onError ?? ((error) => console.error(`@chat-ip/webhooks: allowlist ${error.message}`)),
    cacheFile: options.cacheFile ?? null,
    accept: options.accept ?? [],
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
  };
}

function readInitial(initial: readonly Prefix[] | undefined, problems: string[]): readonly Prefix[] {
  if (initial === undefined) return [];
  if (initial.length === 0) {
    problems.push("`initial` is empty: leave it out if you have no list yet.");
    return [];
  }
  try {
    return sortPrefixes(initial);
  } catch (error) {
    if (!(error instanceof InvalidPrefixError)) throw error;
    problems.push(`\`initial\`: ${error.message}`);
    return [];
  }
}

function readOrigins(options: AllowlistSourceOptions, problems: string[]): readonly ListOrigin[] {
  const { client, file, url, lists } = options;
  if ([client, file, url].filter((origin) => origin !== undefined).length !== 1) {
    problems.push("Set exactly one of `client`, `file` and `url`.");
    return [];
  }
  if (lists !== undefined && lists.length === 0) problems.push("`lists` is empty.");
  const badName = lists?.find((name) => !/^[a-z][a-z0-9-]*$/.test(name));
  if (badName !== undefined) problems.push(`\`lists\`: ${JSON.stringify(badName)} isn't the name of a list.`);
  if (client !== undefined) return readClient(client, lists, problems);
  if (file !== undefined) {
    if (file === "") problems.push("`file` is empty.");
    if (!lists) return [{ kind: "file", list: file, path: file }];
    return lists.map((list) => ({ kind: "file", list, path: `${file.replace(/\/$/, "")}/${list}.txt` }));
  }
  return readUrl(url ?? "", lists, problems);
}

function readClient(
  client: ListClient,
  lists: readonly string[] | undefined,
  problems: string[],
): readonly ListOrigin[] {
  if (typeof client.getIPList !== "function") problems.push("`client` has no `getIPList`.");
  if (!lists?.every((name) => webhookLists.includes(name))) {
    problems.push(
      "`lists` must hold `webhook-china` (your server stands in China), `webhook-global` (elsewhere) or `all`.",
    );
  }
  return (lists ?? []).map((name) => ({ kind: "client", client, list: name, name: name as WebhookList }));
}

function readUrl(
  given: string | URL,
  lists: readonly string[] | undefined,
  problems: string[],
): readonly ListOrigin[] {
  const base = URL.parse(String(given));
  if (!base) {
    problems.push("`url` isn't a URL.");
    return [];
  }
  if (!isTrustworthyUrl(base)) {
    problems.push("`url` must be `https`: who can change the list on its way decides who gets in.");
  }
  if (!lists) return [{ kind: "url", list: `${base.origin}${base.pathname}`, url: base }];
  return lists.map((list) => {
    const url = new URL(base);
    url.pathname = `${url.pathname.replace(/\/$/, "")}/${list}.txt`;
    return { kind: "url", list, url };
  });
}

/** Is what comes from there unchanged on its way? */
export function isTrustworthyUrl({ protocol, hostname }: URL): boolean {
  return (
    protocol === "https:" ||
    (protocol === "http:" && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname))
  );
}

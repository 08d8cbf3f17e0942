import { commandTable } from "@chat-ip/commands/command-table";
import { type Answer, refuse } from "./answers.ts";
import { isForeignHost, type Region } from "./regions.ts";
import { judgeUserSig } from "./user-sig.ts";

/** An HTTP request as it came, unchecked. */
export interface ReceivedRequest {
  readonly method: string;
  readonly hostHeader: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** An app, and who may call the API for it. */
export interface App {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly admins: readonly string[];
  readonly region: Region | null;
}

/** The apps that are known. */
export interface AppDirectory {
  readonly find: (sdkAppId: number) => App | undefined;
  /** Ids of apps that are known and have no key. */
  readonly keylessApps: readonly number[];
}

const maxUint32 = 0xffff_ffff;

/**
 * Checks what all commands have in common, in this order: path, method, query, app, UserSig, admin. The vendor documents no order:
 * if a request has several faults, all that is certain is that it is refused.
 *
 * @returns the refusal, or `null` if the command may look at the request.
 */
export function judgeRequest(
  request: ReceivedRequest,
  directory: AppDirectory,
  nowMs: number,
): Answer | null {
  return judgeForm(request) ?? judgeApp(request, directory, nowMs);
}

/** The service and command of a path, such as `ConfigSvc/GetIPList`; `null` for any other path. Case matters. */
export function commandOf(path: string): string | null {
  return /^\/v4\/(\w+\/\w+)$/.exec(path)?.[1] ?? null;
}

function methodOf(command: string): string {
  const facts: Readonly<Partial<Record<string, { readonly method: string }>>> = commandTable;
  return Object.hasOwn(commandTable, command) ? (facts[command]?.method ?? "POST") : "POST";
}

function judgeForm({ method, path, query }: ReceivedRequest): Answer | null {
  const command = commandOf(path);
  if (command === null) return refuse(60009, "the path must be /v4/{service}/{command}");
  const expected = methodOf(command);
  if (method !== expected) return refuse(60002, `the method must be ${expected}`);
  const names = [...query.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) return refuse(60002, "a parameter is given twice");
  if (query.get("contenttype") !== "json") return refuse(60002, "contenttype must be json");
  if (!isUint32(query.get("random"))) return refuse(60002, "random must be an integer from 0 to 4294967295");
  return null;
}

function judgeApp(
  { hostHeader, query }: ReceivedRequest,
  directory: AppDirectory,
  nowMs: number,
): Answer | null {
  const given = query.get("sdkappid");
  if (given === null || given === "") return refuse(60012);
  if (!isUint32(given) || Number(given) === 0) return refuse(60006);
  if (directory.keylessApps.includes(Number(given))) return refuse(70016);
  const app = directory.find(Number(given));
  if (app === undefined) return refuse(70020);
  if (app.region !== null && isForeignHost(hostHeader, app.region)) return refuse(70020);
  return judgeCaller(query, app, nowMs);
}

function judgeCaller(query: URLSearchParams, app: App, nowMs: number): Answer | null {
  const identifier = query.get("identifier") ?? "";
  if (identifier === "") return refuse(60004, "the identifier is missing");
  const { sdkAppId, secretKey } = app;
  const code = judgeUserSig(query.get("usersig") ?? "", { sdkAppId, secretKey, identifier, nowMs });
  if (code !== 0) return refuse(code);
  return app.admins.includes(identifier) ? null : refuse(60010);
}

function isUint32(text: string | null): boolean {
  return text !== null && /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= maxUint32;
}

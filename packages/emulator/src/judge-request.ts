import { type Answer, refuse } from "./answers.ts";
import { isForeignHost, type Region } from "./regions.ts";
import { judgeUserSig } from "./user-sig.ts";

/** One HTTP request as it came in, nothing about it checked. */
export interface ReceivedRequest {
  readonly method: string;
  readonly hostHeader: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** The app that the emulator stands for, and who may ask in its name. */
export interface App {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly admins: readonly string[];
  readonly region: Region | null;
  /** Ids of other apps that are known here and have no key. */
  readonly keylessApps: readonly number[];
}

const maxUint32 = 0xffff_ffff;

/**
 * What every command of the API has in common: path, method, query, app, UserSig and administrator, judged in that order. The
 * vendor does not document its order; where a request has several faults, only that it is refused is certain.
 *
 * @returns the refusal, or null when the command itself may look at the request.
 */
export function judgeRequest(request: ReceivedRequest, app: App, nowMs: number): Answer | null {
  return judgeForm(request) ?? judgeApp(request, app) ?? judgeCaller(request.query, app, nowMs);
}

/** The service and command of a path, such as `ConfigSvc/GetIPList`; null for a path of another form. Case matters. */
export function commandOf(path: string): string | null {
  return /^\/v4\/(\w+\/\w+)$/.exec(path)?.[1] ?? null;
}

function judgeForm({ method, path, query }: ReceivedRequest): Answer | null {
  if (commandOf(path) === null) return refuse(60009, "the path must be /v4/{service}/{command}");
  if (method !== "POST") return refuse(60002, "the method must be POST");
  const names = [...query.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) return refuse(60002, "a parameter is given twice");
  if (query.get("contenttype") !== "json") return refuse(60002, "contenttype must be json");
  if (!isUint32(query.get("random"))) return refuse(60002, "random must be an integer from 0 to 4294967295");
  return null;
}

function judgeApp({ hostHeader, query }: ReceivedRequest, app: App): Answer | null {
  const given = query.get("sdkappid");
  if (given === null || given === "") return refuse(60012);
  if (!isUint32(given) || Number(given) === 0) return refuse(60006);
  if (app.region !== null && isForeignHost(hostHeader, app.region)) return refuse(70020);
  if (app.keylessApps.includes(Number(given))) return refuse(70016);
  if (Number(given) !== app.sdkAppId) return refuse(70020);
  return null;
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

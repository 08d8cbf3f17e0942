import { getIPList } from "./answer-command.ts";
import { EmulatorOptionsError } from "./errors.ts";
import { type Lists, listsProblems } from "./lists.ts";
import { type Region, regionNames } from "./regions.ts";
import type { RecordedChatRequest } from "./request-log.ts";

/** An app that the emulator knows. */
export interface AppOptions {
  /** The app's id. */
  readonly sdkAppId: number;
  /** The app's key. Default: the sample that the vendor publishes, which no real app has. */
  readonly secretKey?: string;
  /** The identifiers that may call the API. Default: `["administrator"]`. */
  readonly admins?: readonly string[];
  /** What each list answers. A list that is left out is empty. */
  readonly lists?: Lists;
  /** The app's region. Requests whose `Host` belongs to another region get code 70020. Default: any host will do. */
  readonly region?: Region;
  /** `GetIPList` calls a second before code 60011; other commands have their documented limits. `null` turns off all limits. Default: 200. */
  readonly maxPerSecond?: number | null;
  /** The imported accounts; others get code 70107. Default: `user-1` to `user-25`, and others aren't refused. */
  readonly accounts?: readonly string[];
}

/** How an emulator is made. Everything has a default. */
export interface EmulatorOptions extends Partial<AppOptions> {
  /** TCP port on 127.0.0.1. Default: 0, which takes any free port. */
  readonly port?: number;
  /** More apps, beside the one that the options above describe. Default: none. */
  readonly apps?: readonly AppOptions[];
  /** Commands with fixed answers: the command, and the fields that its answer has besides "OK". Their bodies aren't checked. */
  readonly commands?: Readonly<Record<string, object>>;
  /** Ids of other apps that are known but have no key: they get code 70016. Default: none. */
  readonly keylessApps?: readonly number[];
  /** Adds a backup host: a second listener on its own port, with the same state. Default: `false`. */
  readonly backup?: boolean;
  /** The token by which webhooks are signed. Default: none, so they are sent without `Sign`. */
  readonly webhookToken?: string;
  /** Milliseconds since 1970, by which a UserSig expires. Default: the system's clock. */
  readonly now?: () => number;
  /** A clock in milliseconds that never goes back, for rate limits. Default: the system's. Separate from `now`, so that a test can freeze one of them. */
  readonly elapsedMs?: () => number;
  /** Called for each request once its answer, if any, has been sent. */
  readonly onRequest?: (request: RecordedChatRequest) => void;
}

/** {@link AppOptions} with the defaults filled in. */
export interface AppSettings {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly admins: readonly string[];
  readonly lists: Lists;
  readonly region: Region | null;
  readonly maxPerSecond: number | null;
  readonly accounts: readonly string[] | null;
}

/** {@link EmulatorOptions} with the defaults filled in. The options' own app is the first of `apps`. */
export interface EmulatorSettings {
  readonly port: number;
  readonly apps: readonly [AppSettings, ...AppSettings[]];
  readonly commands: Readonly<Record<string, object>>;
  readonly keylessApps: readonly number[];
  readonly backup: boolean;
  readonly webhookToken: string | null;
  readonly now: () => number;
  readonly elapsedMs: () => number;
  readonly onRequest: (request: RecordedChatRequest) => void;
}

/** The key that the vendor publishes as a sample. No real app has it. */
const sampleSecretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/**
 * Fills in the defaults and checks the rest.
 *
 * @throws {EmulatorOptionsError} with all problems at once.
 */
export function readOptions(options: EmulatorOptions): EmulatorSettings {
  const settings: EmulatorSettings = {
    port: options.port ?? 0,
    apps: [readApp(options), ...(options.apps ?? []).map(readApp)],
    commands: options.commands ?? {},
    keylessApps: options.keylessApps ?? [],
    backup: options.backup ?? false,
    webhookToken: options.webhookToken ?? null,
    now: options.now ?? Date.now,
    elapsedMs: options.elapsedMs ?? (() => performance.now()),
    onRequest: options.onRequest ?? (() => {}),
  };
  const problems = settingsProblems(settings);
  if (problems.length > 0) throw new EmulatorOptionsError(problems);
  return settings;
}

function readApp(options: Partial<AppOptions>): AppSettings {
  return {
    sdkAppId: options.sdkAppId ?? 1_400_000_000,
    secretKey: options.secretKey ?? sampleSecretKey,
    admins: options.admins ?? ["administrator"],
    lists: options.lists ?? {},
    region: options.region ?? null,
    maxPerSecond: options.maxPerSecond === undefined ? 200 : options.maxPerSecond,
    accounts: options.accounts ?? null,
  };
}

function settingsProblems({ port, apps, commands, webhookToken }: EmulatorSettings): readonly string[] {
  const problems: string[] = [];
  if (!isIntegerIn(port, 0, 65_535)) problems.push("port must be an integer from 0 to 65535");
  if (Object.hasOwn(commands, getIPList)) {
    problems.push(`commands must not have ${getIPList}, which answers from lists`);
  }
  if (webhookToken === "") problems.push("webhookToken must not be empty");
  const [main, ...others] = apps;
  problems.push(...appProblems(main, ""));
  for (const [index, app] of others.entries()) {
    problems.push(...appProblems(app, `apps[${index}].`));
    const before = apps.slice(0, index + 1).map(({ sdkAppId }) => sdkAppId);
    if (before.includes(app.sdkAppId))
      problems.push(`apps[${index}].sdkAppId ${app.sdkAppId} is given twice`);
  }
  return problems;
}

function appProblems(app: AppSettings, at: string): readonly string[] {
  const { sdkAppId, secretKey, admins, region, maxPerSecond, lists } = app;
  const problems: string[] = [];
  if (!isIntegerIn(sdkAppId, 1, 0xffff_ffff)) {
    problems.push(`${at}sdkAppId must be an integer from 1 to 4294967295`);
  }
  if (typeof secretKey !== "string" || secretKey === "") problems.push(`${at}secretKey must not be empty`);
  if (admins.length === 0 || admins.includes("")) {
    problems.push(`${at}admins must hold at least one identifier, and no empty one`);
  }
  if (region !== null && !regionNames.includes(region)) {
    problems.push(`${at}region must be one of ${regionNames.join(", ")}`);
  }
  if (maxPerSecond !== null && !isIntegerIn(maxPerSecond, 1, 1_000_000)) {
    problems.push(`${at}maxPerSecond must be an integer from 1 to 1000000, or null`);
  }
  return [...problems, ...listsProblems(lists).map((problem) => `${at}${problem}`)];
}

function isIntegerIn(value: number, from: number, to: number): boolean {
  return Number.isSafeInteger(value) && value >= from && value <= to;
}

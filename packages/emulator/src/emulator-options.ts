import { getIPList } from "./answer-command.ts";
import { EmulatorOptionsError } from "./errors.ts";
import { type Lists, listsProblems } from "./lists.ts";
import { type Region, regionNames } from "./regions.ts";
import type { RecordedChatRequest } from "./request-log.ts";

/** How an emulator is made; all of it has a default. */
export interface EmulatorOptions {
  /** The TCP port on 127.0.0.1; 0, the default, takes any that is free. */
  readonly port?: number;
  /** The app that is known here; 1400000000 by default. */
  readonly sdkAppId?: number;
  /** The app's key; by default the sample that the vendor publishes, which no real app has. */
  readonly secretKey?: string;
  /** The identifiers that may call the API; `["administrator"]` by default. */
  readonly admins?: readonly string[];
  /** What each list answers; one that is left out is empty. */
  readonly lists?: Lists;
  /** Other commands that are answered with "OK": the command, such as `openim/sendmsg`, and the fields that its answer has besides. */
  readonly commands?: Readonly<Record<string, object>>;
  /** The app's region. A request whose `Host` is a host of another region is answered 70020. By default any host will do. */
  readonly region?: Region;
  /** Other apps that are known here but have no key: they are answered 70016. None by default. */
  readonly keylessApps?: readonly number[];
  /** Whether there is a backup host: a second listener, on a port of its own, with the same state. false by default. */
  readonly backup?: boolean;
  /** How many `GetIPList` calls any one second may hold before 60011 is answered; 200 by default, null for no limit. */
  readonly maxPerSecond?: number | null;
  /** The time in milliseconds since 1970, by which a UserSig expires; the system's clock by default. */
  readonly now?: () => number;
  /** The clock of the rate limit in milliseconds, which never goes back; the system's by default. It is apart from `now`, so that a test can freeze one of them. */
  readonly elapsedMs?: () => number;
  /** Called for each request when its answer, if it gets one, has been sent. */
  readonly onRequest?: (request: RecordedChatRequest) => void;
}

/** {@link EmulatorOptions} with the defaults filled in. */
export interface EmulatorSettings {
  readonly port: number;
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly admins: readonly string[];
  readonly lists: Lists;
  readonly commands: Readonly<Record<string, object>>;
  readonly region: Region | null;
  readonly keylessApps: readonly number[];
  readonly backup: boolean;
  readonly maxPerSecond: number | null;
  readonly now: () => number;
  readonly elapsedMs: () => number;
  readonly onRequest: (request: RecordedChatRequest) => void;
}

/** The key that the vendor publishes as a sample; no real app has it. */
const sampleSecretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

/**
 * Fills in the defaults and checks the rest.
 *
 * @throws {EmulatorOptionsError} naming everything that is wrong.
 */
export function readOptions(options: EmulatorOptions): EmulatorSettings {
  const settings: EmulatorSettings = {
    port: options.port ?? 0,
    sdkAppId: options.sdkAppId ?? 1_400_000_000,
    secretKey: options.secretKey ?? sampleSecretKey,
    admins: options.admins ?? ["administrator"],
    lists: options.lists ?? {},
    commands: options.commands ?? {},
    region: options.region ?? null,
    keylessApps: options.keylessApps ?? [],
    backup: options.backup ?? false,
    maxPerSecond: options.maxPerSecond === undefined ? 200 : options.maxPerSecond,
    now: options.now ?? Date.now,
    elapsedMs: options.elapsedMs ?? (() => performance.now()),
    onRequest: options.onRequest ?? (() => {}),
  };
  const problems = settingsProblems(settings);
  if (problems.length > 0) throw new EmulatorOptionsError(problems);
  return settings;
}

function settingsProblems(settings: EmulatorSettings): readonly string[] {
  const { port, sdkAppId, secretKey, admins, region, maxPerSecond } = settings;
  const problems: string[] = [];
  if (!isIntegerIn(port, 0, 65_535)) problems.push("port must be an integer from 0 to 65535");
  if (!isIntegerIn(sdkAppId, 1, 0xffff_ffff)) {
    problems.push("sdkAppId must be an integer from 1 to 4294967295");
  }
  if (typeof secretKey !== "string" || secretKey === "")
    problems.push("secretKey must be a text that is not empty");
  if (admins.length === 0 || admins.includes(""))
    problems.push("admins must have identifiers that are not empty");
  if (region !== null && !regionNames.includes(region)) {
    problems.push(`region must be one of ${regionNames.join(", ")}`);
  }
  if (maxPerSecond !== null && !isIntegerIn(maxPerSecond, 1, 1_000_000)) {
    problems.push("maxPerSecond must be an integer from 1 to 1000000, or null");
  }
  if (Object.hasOwn(settings.commands, getIPList)) {
    problems.push(`commands must not have ${getIPList}, which answers from lists`);
  }
  return [...problems, ...listsProblems(settings.lists)];
}

function isIntegerIn(value: number, from: number, to: number): boolean {
  return Number.isSafeInteger(value) && value >= from && value <= to;
}

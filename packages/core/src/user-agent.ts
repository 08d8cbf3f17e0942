import { version } from "./version.ts";

/** Your program, as its requests name it in `User-Agent`. */
export interface AppInfo {
  /** Such as `acme-bot`: letters, digits and `.-_`, at most 64 characters. */
  readonly name: string;
  /** Such as `1.4.0`. */
  readonly version?: string | undefined;
}

const token = /^[\w.-]{1,64}$/;

/** All that is wrong with a value as {@link AppInfo}. */
export function appInfoProblems(appInfo: unknown): string[] {
  if (typeof appInfo !== "object" || appInfo === null) return ["appInfo must be an object with a name"];
  const { name, version: own } = appInfo as Partial<Record<keyof AppInfo, unknown>>;
  return [["name", name] as const, ["version", own ?? "0"] as const].flatMap(([field, value]) =>
    typeof value === "string" && token.test(value)
      ? []
      : [`appInfo.${field} can only contain letters, digits, ".", "-" and "_", at most 64`],
  );
}

/** Such as `acme-bot/1.4.0 chat-ip-core/1.0.0`. */
export function userAgent(appInfo: AppInfo | null): string {
  const own = `chat-ip-core/${version}`;
  if (appInfo === null) return own;
  return `${appInfo.name}${appInfo.version === undefined ? "" : `/${appInfo.version}`} ${own}`;
}

import type { AppOptions } from "@chat-ip/emulator";

/** An app of a test: what the emulator knows of it. */
export interface TestApp extends AppOptions {
  readonly name: string;
  readonly secretKey: string;
}

/** Apps with names, ids and keys of their own. */
export const testApps = (count: number, lists: AppOptions["lists"] = {}): TestApp[] =>
  Array.from({ length: count }, (_, index) => {
    const id = String(index + 1).padStart(3, "0");
    return {
      name: `app-${id}`,
      sdkAppId: 1_400_000_001 + index,
      secretKey: `${id}bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb9${id}`,
      lists,
    };
  });

/** The inputs of a workflow for these apps. Fields of single apps are added by name. */
export function appsInputs(
  apps: readonly TestApp[],
  endpoint: string,
  more: Readonly<Record<string, object>> = {},
): Readonly<Record<string, string>> {
  const entries = apps.map(({ name, sdkAppId }) => ({
    name,
    "sdk-app-id": sdkAppId,
    endpoint,
    ...more[name],
  }));
  return {
    apps: JSON.stringify(entries),
    "secret-keys": apps.map(({ name, secretKey }) => `${name}=${secretKey}`).join("\n"),
  };
}

import type { CommandFlag } from "../command-flag.ts";
import type { SettingName } from "./settings.ts";

/** The settings of commands that call the API. */
export const connectionSettings: readonly SettingName[] = [
  "sdk-app-id",
  "identifier",
  "key-file",
  "region",
  "endpoint",
  "backup-endpoint",
];

/** The flags of commands that call the API. */
export const connectionFlags: readonly CommandFlag[] = [
  { flags: "--key-stdin", description: "Read the secret key from stdin." },
  { flags: "--app <name>", description: "App of the config file." },
];

import { formats } from "@chat-ip/allowlist";
import { listNames, regionNames } from "@chat-ip/core";

/** What kind of value a setting takes. `names` is a list, written with commas on the command line. */
export type SettingKind = "whole-number" | "number" | "text" | "boolean" | "choice" | "names";

/** One setting: by the same name a flag, a variable of the environment and a field of the config file. */
export interface Setting {
  readonly name: SettingName;
  readonly kind: SettingKind;
  /** For the help and for the schema of the config file. */
  readonly description: string;
  /** What stands for the value in the help. */
  readonly placeholder: string;
  /** The values of a `choice`, or the names that `names` may hold. */
  readonly values?: readonly string[];
  readonly maximum?: number;
}

export type SettingName =
  | "sdk-app-id"
  | "identifier"
  | "key-file"
  | "region"
  | "endpoint"
  | "backup-endpoint"
  | "lists"
  | "path"
  | "formats"
  | "aggregate"
  | "max-removed-percent"
  | "max-added-percent"
  | "removals-wait"
  | "allow-suspicious"
  | "branch"
  | "base"
  | "title"
  | "commit-message"
  | "language";

/** Every setting, in the order of the documentation. Named as the Action's inputs, where the Action has it. */
export const settings: readonly Setting[] = [
  {
    name: "sdk-app-id",
    kind: "whole-number",
    maximum: 0xffff_ffff,
    placeholder: "ID",
    description: "SDKAppID of your Chat app (shown in the console).",
  },
  {
    name: "identifier",
    kind: "text",
    placeholder: "ACCOUNT",
    description: "An app admin account. Default: administrator.",
  },
  {
    name: "key-file",
    kind: "text",
    placeholder: "FILE",
    description: "File that holds the app's secret key. Or set CHAT_IP_SECRET_KEY.",
  },
  {
    name: "region",
    kind: "choice",
    values: regionNames,
    placeholder: "REGION",
    description: `Region where the app was created: ${regionNames.join(", ")}.`,
  },
  {
    name: "endpoint",
    kind: "text",
    placeholder: "URL",
    description: "Base URL of the API, instead of a region.",
  },
  {
    name: "backup-endpoint",
    kind: "text",
    placeholder: "URL",
    description: "Second base URL, used when the first can't be reached.",
  },
  {
    name: "lists",
    kind: "names",
    values: listNames,
    placeholder: "NAMES",
    description: `Lists, separated by commas. Default: all seven (${listNames.join(", ")}).`,
  },
  {
    name: "path",
    kind: "text",
    placeholder: "FOLDER",
    description: "Folder of the allowlists, one <list>.txt each. Default: chat-ips.",
  },
  {
    name: "formats",
    kind: "names",
    values: formats,
    placeholder: "NAMES",
    description: `Further files beside each .txt: ${formats.join(", ")}.`,
  },
  {
    name: "aggregate",
    kind: "boolean",
    placeholder: "",
    description: "Merge adjacent ranges into the fewest CIDRs. Default: as published.",
  },
  {
    name: "max-removed-percent",
    kind: "number",
    maximum: 100,
    placeholder: "N",
    description: "Hold removals back above this share of a list. Default: 30.",
  },
  {
    name: "max-added-percent",
    kind: "number",
    maximum: 1_000_000,
    placeholder: "N",
    description: "Hold a list back if it would grow by more than this. Default: 300.",
  },
  {
    name: "removals-wait",
    kind: "number",
    maximum: 8760,
    placeholder: "HOURS",
    description:
      "Hours an address must be missing before its removal is proposed. Default: 24; 0 turns this off.",
  },
  {
    name: "allow-suspicious",
    kind: "names",
    placeholder: "ANSWERS",
    description: "Let these answers through the guardrails, as the message prints them (list@digest).",
  },
  {
    name: "branch",
    kind: "text",
    placeholder: "NAME",
    description: "Branch to push. Default: chat-ip/update.",
  },
  {
    name: "base",
    kind: "text",
    placeholder: "NAME",
    description:
      "Branch that holds the allowlists. Default: the remote's default branch; in GitLab CI, the job's.",
  },
  {
    name: "title",
    kind: "text",
    placeholder: "TEXT",
    description: "Title of the merge request. Default: generated from the change.",
  },
  {
    name: "commit-message",
    kind: "text",
    placeholder: "TEXT",
    description: "First line of the commit message. Default: generated from the change.",
  },
  {
    name: "language",
    kind: "choice",
    values: ["en", "zh-CN"],
    placeholder: "LANGUAGE",
    description: "Language of messages: en or zh-CN. Default: en.",
  },
];

const byName: ReadonlyMap<string, Setting> = new Map(settings.map((setting) => [setting.name, setting]));

/** The setting of that name. */
export function settingOf(name: string): Setting | undefined {
  return byName.get(name);
}

/** The variable of the environment for a setting: `CHAT_IP_SDK_APP_ID` for `sdk-app-id`. */
export function variableOf(name: string): string {
  return `CHAT_IP_${name.toUpperCase().replaceAll("-", "_")}`;
}

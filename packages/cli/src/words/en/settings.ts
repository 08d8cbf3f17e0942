import type { Message } from "../../errors.ts";

/** What is wrong with flags, the environment or the config file. */
export const settingWords = {
  ofApp: (app: string, what: string): string => `app ${app}: ${what}`,
  inConfig: (name: string, file: string | null): string => `\`${name}\` in ${file ?? "the config file"}`,
  refused: (origin: string, value: string, problem: string): string => `${origin}: ${value} ${problem}`,
  problemOf: (origin: string, problem: string): string => `${origin} ${problem}.`,
  /** What core finds wrong with a value, without the value's name. */
  problem: (text: string): string => text,
  numberRange: (maximum: number): string => `must be a number from 0 to ${maximum}.`,
  wholeNumber: "must be a whole number.",
  trueOrFalse: "must be true or false.",
  notKnown: "isn't known.",
  namesNothing: "names nothing.",
  unknownName: (origin: string, name: string): string => `${origin}: unknown name \`${name}\`.`,

  appsShareFolder: (first: string, second: string, path: string): Message => ({
    what: `The apps ${first} and ${second} share the folder ${path}.`,
    remedy: "Give each app a `path` of its own.",
  }),
  severalApps: (file: string, count: number, names: readonly string[]): Message => ({
    what: `${file} names ${count} apps, and this command works on one.`,
    remedy: `Choose one with --app: ${names.join(", ")}.`,
  }),
  noSuchApp: (name: string, remedy: string | null): Message => ({
    what: `--app: there is no app \`${name}\` in the config file.`,
    remedy: remedy ?? "Add `apps` to chat-ip.config.json, or leave --app out.",
  }),
  pathNotBelow: (origin: string, root: string): Message => ({
    what: `${origin} must be a folder below ${root}.`,
    remedy: "Change to the folder above it first, or name a folder inside this one.",
  }),

  idMissing: {
    what: "The SDKAppID is missing.",
    remedy: "Set CHAT_IP_SDK_APP_ID or use --sdk-app-id. The console shows it beside the app's name.",
  },
  idIsZero: (origin: string): Message => ({ what: `${origin}: 0 is not an SDKAppID.` }),
  regionMissing: (names: readonly string[]): Message => ({
    what: "The region is missing.",
    remedy: `Set CHAT_IP_REGION or use --region: ${names.join(", ")}. \`chat-ip doctor\` finds it out.`,
  }),
  bothSet: (first: string, second: string): Message => ({
    what: `${first} and ${second} are both set.`,
    remedy: "Set one of them.",
  }),
  keyMissing: {
    what: "The secret key is missing.",
    remedy: "Set CHAT_IP_SECRET_KEY, or use --key-file FILE or --key-stdin. The console shows the key.",
  },
  keyOnStdin: "the key on stdin",
  keyEmpty: (origin: string): Message => ({
    what: `${origin} is empty.`,
    remedy: "Check that the secret exists and is spelled correctly.",
  }),
  keyProblem: (origin: string, problem: string): Message => ({
    what: `${origin} ${problem}.`,
    remedy: "Copy the key again from the console.",
  }),
  keyFileUnreadable: (origin: string, file: string, code: string): Message => ({
    what: `${origin}: can't read ${file} (${code}).`,
    remedy: "Check the path and who may read it.",
  }),

  configNotAFile: (file: string): Message => ({
    what: `${file} is not a file.`,
    remedy: "Remove it, or name the config file with --config.",
  }),
  configUnreadable: (file: string, code: string): Message => ({
    what: `Can't read the config file ${file} (${code}).`,
    remedy: "Check the path given with --config, or create the file with `chat-ip init`.",
  }),
  configNotJson: (file: string, why: string): Message => ({
    what: `${file} is not valid JSON.`,
    why,
    remedy: "Correct it. Comments and trailing commas are not allowed in JSON.",
  }),
  inFile: (file: string, what: string): string => `${file}: ${what}`,
  notOneObject: { what: "the file must hold one JSON object.", remedy: 'Write {"sdk-app-id": …, …}.' },
  appsNoList: {
    what: "`apps` must be a list with at least one app.",
    remedy: 'Write "apps": [{"name": "shop", "sdk-app-id": …}].',
  },
  appNeedsName: (index: number): Message => ({
    what: `apps[${index}] needs a \`name\` of lower-case letters, digits and hyphens.`,
    remedy: 'Add one, such as "name": "shop".',
  }),
  appTwice: (name: string): Message => ({
    what: `two apps are called \`${name}\`.`,
    remedy: "Give each app a name of its own.",
  }),
  fieldOfApp: (app: string, what: string): string => `apps \`${app}\`: ${what}`,
  secretInConfig: (name: string): Message => ({
    what: `\`${name}\` doesn't belong in this file, which is usually committed.`,
    remedy: "Set it in the environment (CHAT_IP_SECRET_KEY), or name a file with `key-file`.",
  }),
  unknownField: (name: string, remedy: string): Message => ({ what: `unknown field ${name}.`, remedy }),
  fieldProblem: (name: string, problem: string): Message => ({ what: `\`${name}\` ${problem}` }),
  notEmptyText: "must be a text that isn't empty.",
  noControls: "must not contain line breaks or control characters.",
  oneOf: (names: readonly string[], hint: string): string =>
    `must be one of ${names.join(", ")}. ${hint}`.trim(),
  listOfNames: "must be a list of names.",
  holdsUnknown: (name: string, hint: string): string => `holds ${name}, which isn't known. ${hint}`,
};

import { type Format, formats } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  isKnownEndpoint,
  isRegion,
  type ListName,
  listNames,
} from "@chat-ip/core";
import { InputError } from "../../errors.ts";
import type { AppInputs, AppListInputs } from "../app-inputs.ts";
import type { InputReader } from "../input-reader.ts";
import { folderProblem, normalFolder } from "../input-rules.ts";
import { type AppEntry, checkApps } from "./check-apps.ts";
import { readSecrets } from "./read-secrets.ts";

/** Parses the input `apps`; it is loaded only where that is set. */
export type ReadDocument = (text: string) => unknown;

/** What an app has where it says nothing itself. */
export interface AppDefaults extends AppListInputs {
  /** folder of the apps' folders */
  readonly path: string;
  readonly allowEndpoint: boolean;
}

/** Reads `apps`, and the key of each. Every problem is noted at once; then what is returned is incomplete. */
export function readApps(
  reader: InputReader,
  defaults: AppDefaults,
  readDocument: ReadDocument,
): AppInputs[] {
  let document: unknown;
  try {
    document = readDocument(reader.text("apps"));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    reader.problems.push(...error.problems);
    return [];
  }
  const { apps, problems } = checkApps(document);
  reader.problems.push(...problems);
  const named = apps.filter(({ name }) => name !== "");
  const credentials = readSecrets(reader, [...new Set(named.map(({ name }) => name))]);
  const inputs = named.map((app) => readApp(reader, app, defaults, credentials.get(app.name)));
  noteSharedFolders(reader, inputs);
  return inputs;
}

/** Values of the wrong kind have been noted by `checkApps`. */
function readApp(
  reader: InputReader,
  { name, values }: AppEntry,
  defaults: AppDefaults,
  credential: AppInputs["credential"] | undefined,
): AppInputs {
  const label = (field: string): string => `\`apps\`, app \`${name}\`: \`${field}\``;
  const text = (field: string): string | null => ifIs("string", values.get(field));
  const number = (field: string, fallback: number): number => ifIs("number", values.get(field)) ?? fallback;
  const identifier = text("identifier");
  if (identifier !== null) reader.note(identifierProblem(identifier, label("identifier")));
  const path = normalFolder(text("path") ?? `${defaults.path}/${name}`);
  const problem = values.has("path") ? folderProblem(path) : null;
  reader.note(problem && `${label("path")} ${problem}`);
  return {
    app: name,
    sdkAppId: number("sdk-app-id", 0),
    credential: credential ?? { secretKey: "" },
    server: readServer(reader, values, defaults.allowEndpoint, label("endpoint")),
    identifier: identifier ?? defaults.identifier,
    path,
    lists: namesOf<ListName>(values.get("lists"), listNames) ?? defaults.lists,
    formats: namesOf<Format>(values.get("formats"), formats) ?? defaults.formats,
    aggregate: ifIs("boolean", values.get("aggregate")) ?? defaults.aggregate,
    maxRemovedPercent: number("max-removed-percent", defaults.maxRemovedPercent),
    maxAddedPercent: number("max-added-percent", defaults.maxAddedPercent),
    removalsWaitHours: number("removals-wait", defaults.removalsWaitHours),
  };
}

interface Kinds {
  string: string;
  number: number;
  boolean: boolean;
}

const ifIs = <K extends keyof Kinds>(kind: K, value: unknown): Kinds[K] | null =>
  typeof value === kind ? (value as Kinds[K]) : null;

/** In the set's own order, each once. */
const namesOf = <T extends string>(value: unknown, all: readonly T[]): readonly T[] | null =>
  Array.isArray(value) ? all.filter((one) => value.includes(one)) : null;

function readServer(
  reader: InputReader,
  values: AppEntry["values"],
  allowEndpoint: boolean,
  label: string,
): AppInputs["server"] {
  const region = ifIs("string", values.get("region")) ?? "";
  const endpoint = ifIs("string", values.get("endpoint")) ?? "";
  if (isRegion(region)) return { region };
  if (endpoint === "") return { endpoint };
  // An endpoint may contain credentials by mistake: it is not repeated.
  const problem = endpointProblem(endpoint, label);
  reader.note(problem);
  const allowed = ifIs("boolean", values.get("allow-endpoint")) ?? allowEndpoint;
  if (problem === null && !isKnownEndpoint(endpoint) && !allowed) {
    reader.note(
      `${label} is not one of the vendor's hosts. Whoever runs that host receives a UserSig of the app. If you trust it, set \`allow-endpoint: true\``,
    );
  }
  return { endpoint };
}

/** On some file systems upper and lower case are the same, so they are here. */
const folded = (path: string): string => path.toLowerCase();

function noteSharedFolders(reader: InputReader, apps: readonly AppInputs[]): void {
  const owners = new Map<string, string>();
  for (const { app, path } of apps) {
    const owner = owners.get(folded(path));
    if (owner === undefined) owners.set(folded(path), app ?? "");
    else if (owner !== app)
      reader.note(
        `\`apps\`: \`${owner}\` and \`${app}\` share the folder ${JSON.stringify(path)}. Give each app its own \`path\``,
      );
  }
}

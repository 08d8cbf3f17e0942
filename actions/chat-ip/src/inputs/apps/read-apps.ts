import { type Format, formats } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  isKnownEndpoint,
  isRegion,
  type ListName,
  listNames,
} from "@chat-ip/core";
import type { InputPlace } from "@chat-ip/report";
import { InputError } from "../../errors.ts";
import type { AppInputs, AppListInputs } from "../app-inputs.ts";
import { type InputReader, shortened } from "../input-reader.ts";
import { folderFault, normalFolder } from "../input-rules.ts";
import { type AppEntry, checkApps } from "./check-apps.ts";
import { readSecrets } from "./read-secrets.ts";

/** Parses the input `apps`. The parser is loaded only if that is set. */
export type ReadDocument = (text: string) => unknown;

/** The values of fields that an app leaves out. */
export interface AppDefaults extends AppListInputs {
  /** folder of the apps' folders */
  readonly path: string;
  readonly allowEndpoint: boolean;
}

/** Reads `apps` and the key of each app. Notes all problems at once; the result is then incomplete. */
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
  const at = (field: string): InputPlace => ({ app: name, field });
  const text = (field: string): string | null => ifIs("string", values.get(field));
  const number = (field: string, fallback: number): number => ifIs("number", values.get(field)) ?? fallback;
  const identifier = text("identifier");
  if (identifier !== null) {
    reader.noteRefusal(at("identifier"), "identifier", identifierProblem(identifier, ""));
  }
  const path = normalFolder(text("path") ?? `${defaults.path}/${name}`);
  if (values.has("path")) reader.noteFault(at("path"), folderFault(path));
  return {
    app: name,
    sdkAppId: number("sdk-app-id", 0),
    credential: credential ?? { secretKey: "" },
    server: readServer(reader, values, defaults.allowEndpoint, at("endpoint")),
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
  place: InputPlace,
): AppInputs["server"] {
  const region = ifIs("string", values.get("region")) ?? "";
  const endpoint = ifIs("string", values.get("endpoint")) ?? "";
  if (isRegion(region)) return { region };
  if (endpoint === "") return { endpoint };
  // Not quoted: an endpoint may contain credentials by mistake.
  const problem = endpointProblem(endpoint, "");
  reader.noteRefusal(place, "endpoint", problem);
  const allowed = ifIs("boolean", values.get("allow-endpoint")) ?? allowEndpoint;
  if (problem === null && !isKnownEndpoint(endpoint) && !allowed) {
    reader.note({ id: "foreign-endpoint", place });
  }
  return { endpoint };
}

/** Upper and lower case are the same here, as on some file systems. */
const folded = (path: string): string => path.toLowerCase();

function noteSharedFolders(reader: InputReader, apps: readonly AppInputs[]): void {
  const owners = new Map<string, string>();
  for (const { app, path } of apps) {
    const owner = owners.get(folded(path));
    if (owner === undefined) owners.set(folded(path), app ?? "");
    else if (owner !== app)
      reader.note({ id: "shared-folder", apps: [owner, app ?? ""], path: shortened(path) });
  }
}

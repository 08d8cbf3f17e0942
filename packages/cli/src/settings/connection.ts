import {
  type ChatClientOptions,
  endpointProblem,
  identifierProblem,
  isRegion,
  type Region,
  regionNames,
} from "@chat-ip/core";
import { words } from "../words/words.ts";
import { type Credential, readCredential } from "./secret-key.ts";
import type { SettingReader } from "./setting-reader.ts";

/** Whom to ask, as whom. */
export interface Connection {
  readonly sdkAppId: number;
  readonly identifier: string;
  readonly credential: Credential;
  readonly destination:
    | { readonly region: Region }
    | { readonly endpoint: string; readonly backupEndpoint?: string };
}

/** Reads the app's id; notes a problem when there is none. */
export function readAppId(reader: SettingReader): number {
  if (reader.text("sdk-app-id") === null) {
    reader.note(words().settings.idMissing);
    return 0;
  }
  const id = reader.number("sdk-app-id", 0);
  if (id === 0) reader.note(words().settings.idIsZero(reader.originOf("sdk-app-id")));
  return id;
}

/** What core finds wrong with a value, without the name that core has for it, in the language of the run. */
function problemIn(problem: string | null): string | null {
  return problem === null ? null : words().settings.problem(problem.replace(/^(identifier|endpoint) /, ""));
}

export function readIdentifier(reader: SettingReader): string {
  return reader.checked("identifier", (text) => problemIn(identifierProblem(text))) ?? "administrator";
}

/** Reads everything a call needs. Problems are noted; what this returns counts only after `reader.finish()`. */
export function readConnection(reader: SettingReader): Connection {
  const sdkAppId = readAppId(reader);
  const identifier = readIdentifier(reader);
  const credential = readCredential(reader) ?? { secretKey: "" };
  return { sdkAppId, identifier, credential, destination: readDestination(reader) };
}

function readDestination(reader: SettingReader): Connection["destination"] {
  const problemOf = (text: string): string | null => problemIn(endpointProblem(text));
  const region = reader.choice("region", isRegion);
  const endpoint = reader.checked("endpoint", problemOf);
  const backupEndpoint = reader.checked("backup-endpoint", problemOf);
  const stronger = reader.stronger("region", "endpoint");
  if (endpoint !== null && stronger !== "region") {
    if (region !== null && stronger === null) {
      reader.note(words().settings.bothSet(reader.originOf("region"), reader.originOf("endpoint")));
    }
    return backupEndpoint === null ? { endpoint } : { endpoint, backupEndpoint };
  }
  if (region === null && reader.text("region") === null) {
    reader.note(words().settings.regionMissing(regionNames));
  }
  return { region: region ?? "china" };
}

/** The same as options of core's client. */
export function clientOptions(connection: Connection): ChatClientOptions {
  const { sdkAppId, identifier, credential, destination } = connection;
  return { sdkAppId, identifier, ...credential, ...destination };
}

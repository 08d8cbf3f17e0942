import {
  type ChatClientOptions,
  endpointProblem,
  identifierProblem,
  isRegion,
  type Region,
  regionNames,
} from "@chat-ip/core";
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
    reader.note({
      what: "The SDKAppID is missing.",
      remedy: "Set CHAT_IP_SDK_APP_ID or use --sdk-app-id. The console shows it beside the app's name.",
    });
    return 0;
  }
  const id = reader.number("sdk-app-id", 0);
  if (id === 0) reader.note({ what: `${reader.originOf("sdk-app-id")}: 0 is not an SDKAppID.` });
  return id;
}

export function readIdentifier(reader: SettingReader): string {
  const problemOf = (text: string): string | null =>
    identifierProblem(text)
      ?.replace(/^identifier /, "")
      .concat(".") ?? null;
  return reader.checked("identifier", problemOf) ?? "administrator";
}

/** Reads everything a call needs. Problems are noted; what this returns counts only after `reader.finish()`. */
export function readConnection(reader: SettingReader): Connection {
  const sdkAppId = readAppId(reader);
  const identifier = readIdentifier(reader);
  const credential = readCredential(reader) ?? { secretKey: "" };
  return { sdkAppId, identifier, credential, destination: readDestination(reader) };
}

function readDestination(reader: SettingReader): Connection["destination"] {
  const problemOf = (text: string): string | null =>
    endpointProblem(text)
      ?.replace(/^endpoint /, "")
      .concat(".") ?? null;
  const region = reader.choice("region", isRegion);
  const endpoint = reader.checked("endpoint", problemOf);
  const backupEndpoint = reader.checked("backup-endpoint", problemOf);
  if (endpoint !== null) {
    if (region !== null) {
      reader.note({
        what: `${reader.originOf("region")} and ${reader.originOf("endpoint")} are both set.`,
        remedy: "Set one of them.",
      });
    }
    return backupEndpoint === null ? { endpoint } : { endpoint, backupEndpoint };
  }
  if (region === null && reader.text("region") === null) {
    reader.note({
      what: "The region is missing.",
      remedy: `Set CHAT_IP_REGION or use --region: ${regionNames.join(", ")}. \`chat-ip doctor\` finds it out.`,
    });
  }
  return { region: region ?? "china" };
}

/** The same as options of core's client. */
export function clientOptions(connection: Connection): ChatClientOptions {
  const { sdkAppId, identifier, credential, destination } = connection;
  return { sdkAppId, identifier, ...credential, ...destination };
}

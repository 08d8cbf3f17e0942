import { type Format, formats } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  isKnownEndpoint,
  isListName,
  isRegion,
  type ListName,
  listNames,
  nearestName,
  type Region,
  regionNames,
  sdkAppIdProblem,
  secretKeyProblem,
  userSigProblem,
} from "@chat-ip/core";
import { type InputReader, shortened } from "./input-reader.ts";

/** How an app's lists are compared, guarded and written. */
export interface AppListInputs {
  readonly identifier: string;
  readonly lists: readonly ListName[];
  readonly formats: readonly Format[];
  readonly aggregate: boolean;
  readonly maxRemovedPercent: number;
  readonly maxAddedPercent: number;
  readonly removalsWaitHours: number;
}

/** One app that the run looks after. */
export interface AppInputs extends AppListInputs {
  /** `null` where the input `apps` isn't used */
  readonly app: string | null;
  readonly sdkAppId: number;
  readonly credential: { readonly secretKey: string } | { readonly userSig: string };
  readonly server: { readonly region: Region } | { readonly endpoint: string };
  /** folder of its allowlists */
  readonly path: string;
}

function readCredential(reader: InputReader): AppInputs["credential"] {
  const secretKey = reader.text("secret-key");
  const userSig = reader.text("user-sig");
  if (secretKey !== "" && userSig !== "") {
    reader.note({ id: "both-set", names: ["secret-key", "user-sig"] });
  } else if (secretKey === "" && userSig === "") {
    reader.note({ id: "secret-key-empty" });
  } else if (userSig !== "") {
    reader.noteRefusal({ input: "user-sig" }, "user-sig", userSigProblem(userSig, ""));
  } else {
    reader.noteRefusal({ input: "secret-key" }, "secret-key", secretKeyProblem(secretKey, ""));
  }
  return userSig === "" ? { secretKey } : { userSig };
}

function readServer(reader: InputReader): AppInputs["server"] {
  const region = reader.text("region");
  const endpoint = reader.text("endpoint");
  if (region !== "" && endpoint !== "") reader.note({ id: "both-set", names: ["region", "endpoint"] });
  if (region === "" && endpoint === "") {
    reader.note({ id: "no-server", regions: regionNames });
  }
  if (endpoint !== "") {
    // Not quoted: an endpoint may contain credentials by mistake.
    const place = { input: "endpoint" };
    const problem = endpointProblem(endpoint, "");
    reader.noteRefusal(place, "endpoint", problem);
    if (problem === null && !isKnownEndpoint(endpoint) && !reader.switch("allow-endpoint", false)) {
      reader.note({ id: "foreign-endpoint", place });
    }
    return { endpoint };
  }
  if (isRegion(region)) return { region };
  if (region !== "") {
    reader.note({
      id: "unknown-region",
      place: { input: "region" },
      value: shortened(region),
      known: regionNames,
      suggestion: nearestName(region, regionNames),
    });
  }
  return { endpoint };
}

function readSdkAppId(reader: InputReader): number {
  const text = reader.text("sdk-app-id");
  if (text === "") {
    reader.note({ id: "sdk-app-id-empty" });
    return 0;
  }
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  const place = { input: "sdk-app-id", value: shortened(text) };
  reader.noteRefusal(place, "sdk-app-id", sdkAppIdProblem(value, ""));
  return value;
}

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/** Inputs of a single app. With `apps`, each app has its own. */
export const oneAppInputs = ["sdk-app-id", "secret-key", "user-sig", "region", "endpoint"] as const;

/** The inputs about an app's lists. With `apps`, they are the defaults of each app. */
export function readListInputs(reader: InputReader): AppListInputs {
  const identifier = reader.text("identifier", "administrator");
  const place = { input: "identifier", value: shortened(identifier) };
  reader.noteRefusal(place, "identifier", identifierProblem(identifier, ""));
  const lists = reader.choices("lists", listNames, isListName);
  return {
    identifier,
    lists: lists.length > 0 ? lists : listNames,
    formats: reader.choices("formats", formats, isFormat),
    aggregate: reader.switch("aggregate", false),
    maxRemovedPercent: reader.number("max-removed-percent", 30, 100),
    maxAddedPercent: reader.number("max-added-percent", 300, 1_000_000),
    removalsWaitHours: reader.number("removals-wait", 24, 720),
  };
}

/** The one app that the inputs describe without `apps`. */
export function readOneApp(reader: InputReader, path: string): AppInputs {
  for (const name of ["secret-keys", "user-sigs"]) {
    if (reader.text(name) !== "") reader.note({ id: "secrets-without-apps", input: name });
  }
  const sdkAppId = readSdkAppId(reader);
  const credential = readCredential(reader);
  const server = readServer(reader);
  return { app: null, sdkAppId, credential, server, path, ...readListInputs(reader) };
}

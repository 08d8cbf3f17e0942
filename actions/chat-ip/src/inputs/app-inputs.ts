import { type Format, formats } from "@chat-ip/allowlist";
import {
  endpointProblem,
  identifierProblem,
  isKnownEndpoint,
  isListName,
  isRegion,
  type ListName,
  listNames,
  type Region,
  regionNames,
  sdkAppIdProblem,
  secretKeyProblem,
  userSigProblem,
} from "@chat-ip/core";
import { type InputReader, quote } from "./input-reader.ts";
import { suggestion } from "./suggestion.ts";

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
    reader.note("`secret-key` and `user-sig` are both set. Set only one of them");
  } else if (secretKey === "" && userSig === "") {
    reader.note(
      "`secret-key` is empty. Check that the secret exists and is spelled correctly. Workflows from forks don't receive secrets. (You can set `user-sig` instead)",
    );
  } else if (userSig !== "") {
    reader.note(userSigProblem(userSig, "`user-sig`"));
  } else {
    reader.note(secretKeyProblem(secretKey, "`secret-key`"));
  }
  return userSig === "" ? { secretKey } : { userSig };
}

function readServer(reader: InputReader): AppInputs["server"] {
  const region = reader.text("region");
  const endpoint = reader.text("endpoint");
  if (region !== "" && endpoint !== "")
    reader.note("`region` and `endpoint` are both set. Set only one of them");
  if (region === "" && endpoint === "") {
    reader.note(`Set either \`region\` or \`endpoint\`. The regions are: ${regionNames.join(", ")}`);
  }
  if (endpoint !== "") {
    // An endpoint may contain credentials by mistake: it is not repeated.
    const problem = endpointProblem(endpoint, "`endpoint`");
    reader.note(problem);
    if (problem === null && !isKnownEndpoint(endpoint) && !reader.switch("allow-endpoint", false)) {
      reader.note(
        "`endpoint` is not one of the vendor's hosts. Whoever runs that host receives a UserSig of your app. If you trust it, set `allow-endpoint: true`",
      );
    }
    return { endpoint };
  }
  if (isRegion(region)) return { region };
  if (region !== "") {
    reader.problems.push(
      `\`region\` ${quote(region)} is not one of ${regionNames.join(", ")}.${suggestion(region, regionNames)} For another region, set \`endpoint\`.`,
    );
  }
  return { endpoint };
}

function readSdkAppId(reader: InputReader): number {
  const text = reader.text("sdk-app-id");
  if (text === "") {
    reader.note(
      "`sdk-app-id` is empty. If you use `vars.CHAT_SDK_APP_ID`, create it under Settings → Secrets and variables → Actions → Variables (not Secrets)",
    );
    return 0;
  }
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  reader.note(sdkAppIdProblem(value, `\`sdk-app-id\` ${quote(text)}`));
  return value;
}

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

/** Inputs that belong to one app: with `apps`, each app has its own. */
export const oneAppInputs = ["sdk-app-id", "secret-key", "user-sig", "region", "endpoint"] as const;

/** What the inputs say of an app's lists; with `apps`, the default of each app. */
export function readListInputs(reader: InputReader): AppListInputs {
  const identifier = reader.text("identifier", "administrator");
  reader.note(identifierProblem(identifier, `\`identifier\` ${quote(identifier)}`));
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
    if (reader.text(name) !== "")
      reader.note(
        `\`${name}\` is set without \`apps\`. Describe your apps in \`apps\`, or set \`secret-key\``,
      );
  }
  const sdkAppId = readSdkAppId(reader);
  const credential = readCredential(reader);
  const server = readServer(reader);
  return { app: null, sdkAppId, credential, server, path, ...readListInputs(reader) };
}

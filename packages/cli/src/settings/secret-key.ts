import { readFileSync } from "node:fs";
import { secretKeyProblem, userSigProblem } from "@chat-ip/core";
import { oneLine } from "../one-line.ts";
import { words } from "../words/words.ts";
import type { SettingReader } from "./setting-reader.ts";

/** What calls are made with. Never printed. */
export type Credential =
  | { readonly secretKey: string; readonly userSig?: undefined }
  | { readonly userSig: string; readonly secretKey?: undefined };

/** Reads all of stdin once; several apps may share a key that is given there. */
let stdinText: string | undefined;
function readStdin(): string {
  stdinText ??= readFileSync(0, "utf8");
  return stdinText;
}

/**
 * The secret key: from `--key-stdin`, `--key-file`, `CHAT_IP_SECRET_KEYS` (a line `name=key` an app) or
 * `CHAT_IP_SECRET_KEY`. `null` when there is none; problems are noted with the reader.
 */
export function readSecretKey(reader: SettingReader): string | null {
  const { flags, env } = reader.sources;
  if (flags.keyStdin === true) return checkedKey(reader, readStdin().trim(), words().settings.keyOnStdin);
  const file = reader.path("key-file");
  if (file !== null) {
    try {
      return checkedKey(reader, readFileSync(file, "utf8").trim(), reader.originOf("key-file"));
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      reader.note(words().settings.keyFileUnreadable(reader.originOf("key-file"), oneLine(file), code));
      return null;
    }
  }
  const own = reader.app === null ? null : keyOfApp(reader, reader.app);
  if (own !== null) return checkedKey(reader, own, "CHAT_IP_SECRET_KEYS");
  const key = env.CHAT_IP_SECRET_KEY?.trim();
  return key === undefined || key === "" ? null : checkedKey(reader, key, "CHAT_IP_SECRET_KEY");
}

/** The key or the UserSig (`CHAT_IP_USER_SIG`) that calls are made with; notes a problem when there is neither. */
export function readCredential(reader: SettingReader): Credential | null {
  const userSig = reader.sources.env.CHAT_IP_USER_SIG?.trim() ?? "";
  const secretKey = readSecretKey(reader);
  if (secretKey !== null) return { secretKey };
  if (userSig !== "") {
    const problem = userSigProblem(userSig);
    if (problem !== null) {
      const say = words().settings;
      reader.note({ what: say.problemOf("CHAT_IP_USER_SIG", say.problem(problem.replace(/^userSig /, ""))) });
    }
    return { userSig };
  }
  const { flags } = reader.sources;
  if (flags.keyStdin !== true && reader.text("key-file") === null) noteMissingKey(reader);
  return null;
}

export function noteMissingKey(reader: SettingReader): void {
  reader.note(words().settings.keyMissing);
}

function keyOfApp(reader: SettingReader, app: string): string | null {
  const lines = (reader.sources.env.CHAT_IP_SECRET_KEYS ?? "").split(/\r?\n/);
  const line = lines.find((text) => text.trim().startsWith(`${app}=`));
  return line === undefined
    ? null
    : line
        .trim()
        .slice(app.length + 1)
        .trim();
}

function checkedKey(reader: SettingReader, key: string, origin: string): string | null {
  if (key === "") {
    reader.note(words().settings.keyEmpty(origin));
    return null;
  }
  const problem = secretKeyProblem(key)?.replace(/^secretKey /, "");
  if (problem === undefined) return key;
  const say = words().settings;
  reader.note(say.keyProblem(origin, say.problem(problem)));
  return null;
}

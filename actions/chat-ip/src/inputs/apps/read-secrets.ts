import { nearestName, secretKeyProblem, userSigProblem } from "@chat-ip/core";
import type { AppInputs } from "../app-inputs.ts";
import type { InputReader } from "../input-reader.ts";
import { readSecretLines } from "../secret-lines.ts";

type Credential = AppInputs["credential"];

/** The inputs that hold the apps' secrets, and what is made of a line. */
const secretInputs = [
  {
    input: "secret-keys",
    rule: "secret-key",
    problemOf: secretKeyProblem,
    credential: (secretKey: string) => ({ secretKey }),
  },
  {
    input: "user-sigs",
    rule: "user-sig",
    problemOf: userSigProblem,
    credential: (userSig: string) => ({ userSig }),
  },
] as const;

/**
 * Reads `secret-keys` and `user-sigs`. Problems are noted, and no line is repeated in them.
 *
 * @param apps the names of all apps
 * @returns the credential of each app: name → credential
 */
export function readSecrets(reader: InputReader, apps: readonly string[]): ReadonlyMap<string, Credential> {
  const credentials = new Map<string, Credential>();
  for (const { input, rule, problemOf, credential } of secretInputs) {
    const { found, malformed } = readSecretLines(reader.text(input));
    if (malformed.length > 0) {
      reader.note({ id: "secret-lines", input, lines: malformed.slice(0, 20) });
    }
    for (const { name, secret, line } of found) {
      const place = { secrets: input, line };
      if (apps.includes(secret)) {
        reader.note({ id: "secret-swapped", place });
      } else if (!apps.includes(name)) {
        reader.note({ id: "secret-of-nobody", place, app: name, suggestion: nearestName(name, apps) });
      } else if (credentials.has(name)) {
        reader.note({ id: "secret-twice", place, app: name });
      } else {
        reader.noteRefusal({ ...place, owner: name }, rule, problemOf(secret, ""));
        credentials.set(name, credential(secret));
      }
    }
  }
  const missing = apps.filter((name) => !credentials.has(name));
  if (missing.length > 0) {
    const named = missing.slice(0, 20);
    reader.note({ id: "secrets-missing", apps: named, more: missing.length - named.length });
  }
  return credentials;
}

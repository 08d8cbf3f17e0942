import { secretKeyProblem, userSigProblem } from "@chat-ip/core";
import type { AppInputs } from "../app-inputs.ts";
import type { InputReader } from "../input-reader.ts";
import { readSecretLines } from "../secret-lines.ts";
import { suggestion } from "../suggestion.ts";

type Credential = AppInputs["credential"];

/** The inputs that hold the apps' secrets, and what is made of a line. */
const secretInputs = [
  { input: "secret-keys", problemOf: secretKeyProblem, credential: (secretKey: string) => ({ secretKey }) },
  { input: "user-sigs", problemOf: userSigProblem, credential: (userSig: string) => ({ userSig }) },
] as const;

/**
 * Reads `secret-keys` and `user-sigs`. Problems are noted, and no line is repeated in them.
 *
 * @param apps the names of all apps
 * @returns the credential of each app: name → credential
 */
export function readSecrets(reader: InputReader, apps: readonly string[]): ReadonlyMap<string, Credential> {
  const credentials = new Map<string, Credential>();
  for (const { input, problemOf, credential } of secretInputs) {
    const { found, malformed } = readSecretLines(reader.text(input));
    if (malformed.length > 0) {
      const where = malformed.length === 1 ? "line" : "lines";
      reader.note(
        `\`${input}\`: ${where} ${malformed.slice(0, 20).join(", ")} must be \`name=key\`, with the name of an app`,
      );
    }
    for (const { name, secret, line } of found) {
      const label = `\`${input}\` line ${line}`;
      if (apps.includes(secret)) {
        reader.note(`${label} must be \`name=key\`; name and key are the wrong way round`);
      } else if (!apps.includes(name)) {
        reader.problems.push(`${label}: there is no app \`${name}\` in \`apps\`.${suggestion(name, apps)}`);
      } else if (credentials.has(name)) {
        reader.note(`${label}: the app \`${name}\` has a key or UserSig already. Set one`);
      } else {
        reader.note(problemOf(secret, `${label} (app \`${name}\`)`));
        credentials.set(name, credential(secret));
      }
    }
  }
  const missing = apps.filter((name) => !credentials.has(name));
  if (missing.length > 0) {
    const more = missing.length > 20 ? ` and ${missing.length - 20} more` : "";
    const named = missing.slice(0, 20).map((name) => `\`${name}\``);
    reader.note(
      `\`secret-keys\` has no line for ${named.join(", ")}${more}. Add a line \`name=key\` for each app to the secret. Workflows from forks don't receive secrets`,
    );
  }
  return credentials;
}

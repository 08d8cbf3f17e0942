import { secretKeyWarning } from "@chat-ip/core";
import type { Environment } from "./environment.ts";
import type { AppInputs } from "./inputs/app-inputs.ts";
import type { Inputs } from "./inputs/inputs.ts";

/** GitHub shows ten annotations of a step: the keys may take half of them. */
const mostKeyWarnings = 5;

/** What is allowed, but probably not meant. */
export function settingsWarnings({ apps }: Pick<Inputs, "apps">, { proxies }: Environment): string[] {
  return [...apps.flatMap(keyWarning).slice(0, mostKeyWarnings), ...proxies.warnings];
}

function keyWarning({ app, credential }: AppInputs): string[] {
  if (!("secretKey" in credential)) return [];
  const label = app === null ? "`secret-key`" : `\`secret-keys\`: the key of \`${app}\``;
  const warning = secretKeyWarning(credential.secretKey, label);
  return warning === null ? [] : [`${warning}.`];
}

import { secretKeyWarning } from "@chat-ip/core";
import type { InputProblem } from "@chat-ip/report";
import type { Environment } from "./environment.ts";
import type { AppInputs } from "./inputs/app-inputs.ts";
import type { Inputs } from "./inputs/inputs.ts";

/** GitHub shows ten annotations of a step: the keys may take half of them. */
const mostKeyWarnings = 5;

/** Settings that are allowed but probably not intended. */
export function settingsWarnings(
  { apps }: Pick<Inputs, "apps">,
  { proxies }: Environment,
): readonly InputProblem[] {
  return [
    ...apps.flatMap(keyWarning).slice(0, mostKeyWarnings),
    ...proxies.warnings.map((says) => ({ id: "no-proxy", says }) as const),
  ];
}

function keyWarning({ app, credential }: AppInputs): InputProblem[] {
  if (!("secretKey" in credential) || secretKeyWarning(credential.secretKey) === null) return [];
  return [{ id: "short-key", app, length: credential.secretKey.length }];
}

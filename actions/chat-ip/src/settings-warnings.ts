import { secretKeyWarning } from "@chat-ip/core";
import type { Environment } from "./environment.ts";
import type { Inputs } from "./inputs.ts";

/** What is allowed, but probably not meant. */
export function settingsWarnings({ credential }: Inputs, { proxies }: Environment): string[] {
  const key = "secretKey" in credential ? secretKeyWarning(credential.secretKey, "`secret-key`") : null;
  return [...(key === null ? [] : [`${key}.`]), ...proxies.warnings];
}

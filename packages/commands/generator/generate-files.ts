import { formatFiles } from "./format-files.ts";
import { readWebhooks } from "./read-data.ts";
import { webhookFiles } from "./webhook-files.ts";

/** The folders of `src` that hold generated files and nothing else. */
export const generatedFolders: readonly string[] = ["webhooks"];

/** Generates all files from the reviewed data: their text, by path relative to `src`. */
export function generateFiles(): Map<string, string> {
  return formatFiles(webhookFiles(readWebhooks()));
}

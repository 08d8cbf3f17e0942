import { commandFiles } from "./command-files.ts";
import { commandsDocument } from "./document.ts";
import { formatFiles } from "./format-files.ts";
import { readCommands, readShapes, readWebhooks } from "./read-data.ts";
import { shapeFiles } from "./shape-files.ts";
import { commandTables, shapeTable, webhookFieldTable } from "./table-files.ts";
import { webhookFiles } from "./webhook-files.ts";

/** The folders of `src` that hold generated files and nothing else. */
export const generatedFolders: readonly string[] = [
  "answers",
  "commands",
  "facts",
  "requests",
  "tables",
  "webhook-fields",
  "webhooks",
];

/** Generates all files from the reviewed data: their text, by path relative to `src`. */
export function generateFiles(): Map<string, string> {
  const commands = readCommands();
  const shapes = readShapes();
  const webhooks = readWebhooks();
  return formatFiles(
    new Map([
      ...webhookFiles(webhooks),
      ...webhookFieldTable(webhooks),
      ...commandFiles(commands, Object.keys(shapes)),
      ...commandTables(commands),
      ...shapeFiles(shapes),
      ...shapeTable(shapes),
    ]),
  );
}

/** Generates the document of all commands and webhooks, which stands beside the README. */
export function generateDocument(): string {
  return commandsDocument(readCommands(), readWebhooks());
}

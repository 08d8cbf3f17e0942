// Writes docs/apps.schema.json from the table of fields: node --conditions=@chat-ip/source scripts/write-apps-schema.ts
import { writeFile } from "node:fs/promises";
import { appsSchema } from "./apps-schema.ts";

const file: URL = new URL("../../../docs/apps.schema.json", import.meta.url);
await writeFile(file, `${JSON.stringify(appsSchema(), null, 2)}\n`);

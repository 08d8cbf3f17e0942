// Writes config.schema.json from the table of settings: node --conditions=@chat-ip/source scripts/write-config-schema.ts
import { writeFile } from "node:fs/promises";
import { configSchema } from "./config-schema.ts";

const file: URL = new URL("../config.schema.json", import.meta.url);
await writeFile(file, `${JSON.stringify(configSchema(), null, 2)}\n`);

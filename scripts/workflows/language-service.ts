import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { repositoryRoot } from "../report-problems.ts";

/** A message of GitHub's editor service about a file: a 0-based line and a sentence. */
interface Diagnostic {
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
}

interface LanguageService {
  readonly validate: (document: object) => Promise<readonly Diagnostic[]>;
  readonly TextDocument: {
    create(uri: string, languageId: string, version: number, text: string): object;
  };
}

let loaded: Promise<LanguageService> | undefined;
let asked = 0;

// The package imports JSON without an import attribute, which Node refuses. Bundled, it loads.
async function bundleAndImport(): Promise<LanguageService> {
  const entry = fileURLToPath(import.meta.resolve("@actions/languageservice"));
  const folder = join(repositoryRoot, "node_modules/.cache/chat-ip");
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, "language-service.mjs");
  const unfinished = join(folder, `language-service.${process.pid}.mjs`);
  await build({
    stdin: {
      contents:
        'export { validate } from "./index.js"; export { TextDocument } from "vscode-languageserver-textdocument";',
      resolveDir: dirname(entry),
    },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: unfinished,
    logLevel: "error",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  // Two checks may run at once, so each renames a complete file into place.
  await rename(unfinished, outfile);
  return await import(pathToFileURL(outfile).href);
}

/**
 * Asks the service behind GitHub's editor what is wrong with a workflow or an `action.yml`.
 *
 * @param path of the file in the repository; its name decides how it is checked
 * @returns sentences with path and line; empty when it finds nothing
 */
export async function lintWithLanguageService(path: string, text: string): Promise<string[]> {
  loaded ??= bundleAndImport();
  const { validate, TextDocument } = await loaded;
  asked += 1;
  // The service caches what it parsed by URL, so each call gets its own URL.
  const uri = `file:///repository-${asked}/${path}`;
  const diagnostics = await validate(TextDocument.create(uri, "yaml", 1, text));
  return diagnostics.map(({ range, message }) => `${path}:${range.start.line + 1}: ${message}`);
}

import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { repositoryRoot } from "../report-problems.ts";

/** What GitHub's own editor service says of a file: 0-based line, and a sentence. */
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

// The package's modules import JSON without an import attribute, which Node refuses; bundled, they load.
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
  // Two checks may run at once: each renames a whole file into place.
  await rename(unfinished, outfile);
  return await import(pathToFileURL(outfile).href);
}

/**
 * Asks the service behind GitHub's editor what is wrong with a workflow or an `action.yml`.
 *
 * @param path where the file stands in the repository: its name decides what it is checked as
 * @returns sentences with path and line; empty when it finds nothing
 */
export async function lintWithLanguageService(path: string, text: string): Promise<string[]> {
  loaded ??= bundleAndImport();
  const { validate, TextDocument } = await loaded;
  asked += 1;
  // The service remembers what it parsed by address, so each question gets an address of its own.
  const uri = `file:///repository-${asked}/${path}`;
  const diagnostics = await validate(TextDocument.create(uri, "yaml", 1, text));
  return diagnostics.map(({ range, message }) => `${path}:${range.start.line + 1}: ${message}`);
}

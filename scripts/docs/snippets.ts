import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { parse, parseDocument } from "yaml";
import { runCommand } from "../run-command.ts";
import type { ActionMetadata } from "../workflows/action-metadata.ts";
import { lintWorkflow } from "../workflows/lint-workflow.ts";
import type { Fence, MarkdownDocument } from "./markdown.ts";

interface Snippet extends Fence {
  readonly path: string;
}

// Not checked here: configuration of other programs, output, text in no language, and charts, which are generated.
const unchecked = new Set(["apache", "diff", "hcl", "haproxy", "mermaid", "nginx", "text"]);

export interface SnippetResult {
  readonly checked: number;
  readonly problems: readonly string[];
}

/**
 * Checks every fenced block: workflows are linted like the project's own, YAML, JSON and JavaScript are parsed, shell
 * scripts are parsed by bash but not run, TypeScript is type-checked against the packages' sources.
 *
 * @param root of the repository that contains the packages
 */
export async function checkSnippets(
  root: string,
  documents: ReadonlyMap<string, MarkdownDocument>,
  action: ActionMetadata,
): Promise<SnippetResult> {
  const problems: string[] = [];
  const programs: Snippet[] = [];
  let checked = 0;
  for (const [path, { fences }] of documents) {
    for (const fence of fences) {
      const snippet = { ...fence, path };
      // Files of one program, such as `handler.ts`: only the package's own test can put them together.
      if (unchecked.has(fence.language) || fence.file !== "") continue;
      checked += 1;
      if (fence.language === "ts") programs.push(snippet);
      else problems.push(...(await checkText(snippet, action)));
    }
  }
  problems.push(...(await typeCheck(root, programs)));
  return { checked, problems };
}

async function checkText({ path, line, language, code }: Snippet, action: ActionMetadata): Promise<string[]> {
  const where = `${path}:${line}`;
  switch (language) {
    case "yaml": {
      const [fault] = parseDocument(code).errors;
      if (fault) return [`${where}: ${fault.message}`];
      const content: unknown = parse(code);
      const isWorkflow = typeof content === "object" && content !== null && "jobs" in content;
      if (!isWorkflow) return [];
      const { problems } = await lintWorkflow(".github/workflows/snippet.yml", code, action);
      return problems.map((problem) => `${where}: ${problem}`);
    }
    case "js":
      return fails(where, () => transform(code, { format: "esm", logLevel: "silent" }));
    case "json":
      return fails(where, () => JSON.parse(code));
    case "sh":
      return fails(where, () => runCommand(["bash", "-n", "-c", code], { cwd: "." }));
    case "":
      return [`${where}: a code block has no language`];
    default:
      return [`${where}: nothing here checks ${language}; add it, or use one that is checked`];
  }
}

async function fails(where: string, check: () => unknown): Promise<string[]> {
  try {
    await check();
    return [];
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function typeCheck(root: string, snippets: readonly Snippet[]): Promise<string[]> {
  if (snippets.length === 0) return [];
  const cache = join(root, "node_modules/.cache/chat-ip");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "snippets-"));
  try {
    for (const [index, { code }] of snippets.entries()) {
      // Each snippet is its own module, even if it imports nothing.
      await writeFile(join(folder, `snippet-${index}.mts`), `${code}export {};\n`);
    }
    const compilerOptions = {
      noEmit: true,
      isolatedDeclarations: false,
      declaration: false,
      declarationMap: false,
      paths: {
        "@chat-ip/*": [join(root, "packages/*/src/index.ts")],
        "@chat-ip/webhooks/*": [join(root, "packages/webhooks/src/adapters/*.ts")],
        "@chat-ip/core/*": [join(root, "packages/core/src/*.ts")],
      },
    };
    const extending = join(root, "tsconfig.base.json");
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ extends: extending, compilerOptions, include: ["."] }),
    );
    const output = await runCommand(
      [join(root, "node_modules/.bin/tsc"), "-p", folder, "--pretty", "false"],
      {
        cwd: folder,
      },
    ).then(
      () => "",
      (error: Error) => error.message,
    );
    const problems: string[] = [];
    for (const [, index, row, message] of output.matchAll(
      /^(?:.*\/)?snippet-(\d+)\.mts\((\d+),\d+\): error (.*)$/gm,
    )) {
      const snippet = snippets[Number(index)];
      if (snippet) problems.push(`${snippet.path}:${snippet.line + Number(row)}: ${message}`);
    }
    return output !== "" && problems.length === 0 ? [output] : problems;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A source file, with its path for the report. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The names that a module exports, types included. */
export function exportedNames(module: string): string[] {
  const lists = [...module.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
    list.split(",").map(
      (name) =>
        name
          .replace(/^\s*type /, "")
          .trim()
          .split(" as ")
          .at(-1) ?? "",
    ),
  );
  const declared = [
    ...module.matchAll(/^export (?:abstract )?(?:interface|type|class|function|const) (\w+)/gm),
  ];
  return [...lists, ...declared.map(([, name = ""]) => name)].filter((name) => name !== "");
}

/**
 * Finds what an editor shows no text for: exported declarations, and members of exported interfaces, classes and object types,
 * without a doc comment. A name that is the same for all, such as an error's, needs none.
 *
 * @returns a line for each, with file and line number
 */
export function findWithoutHoverText(files: readonly SourceFile[], names: ReadonlySet<string>): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split("\n");
    const missing: string[] = [];
    let inside: string | null = null;
    for (const [index, line] of lines.entries()) {
      const [, kind, name = ""] =
        /^export (?:abstract )?(interface|type|class|function|const) (\w+)/.exec(line) ?? [];
      const member = /^ {2}(?:abstract )?(?:readonly )?("?[\w$[\].]+"?)\??[:(]/.exec(line)?.[1];
      if (/^\S/.test(line)) inside = null;
      if (kind !== undefined && names.has(name)) {
        const object = kind === "interface" || kind === "class" || (kind === "type" && /[=&] \{$/.test(line));
        if (object) inside = name;
        if (!hasComment(lines, index)) missing.push(`${path}:${index + 1} ${name}`);
      } else if (inside !== null && member !== undefined && member !== "constructor") {
        if (!hasComment(lines, index)) missing.push(`${path}:${index + 1} ${inside}.${member}`);
      }
    }
    return missing;
  });
}

/** Whether a doc comment ends above a line; comments for tools may stand between. */
function hasComment(lines: readonly string[], index: number): boolean {
  const above = lines.slice(0, index).findLast((line) => !/^\s*\/\//.test(line));
  return above?.trimEnd().endsWith("*/") === true;
}

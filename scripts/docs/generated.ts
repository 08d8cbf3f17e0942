const opening = /^<!-- generated: ([a-z0-9-]+)(?: by .*)? -->$/;

/** Returns the Markdown of one generated part. */
export type Generate = () => string;

export interface FilledDocument {
  /** The document with all generated parts updated. */
  readonly text: string;
  /** Parts whose text in the document is out of date. */
  readonly stale: readonly { readonly part: string; readonly line: number }[];
  readonly problems: readonly string[];
}

/** Updates the parts of a document between `<!-- generated: NAME -->` and `<!-- /generated -->`. */
export function fillGenerated(text: string, parts: Readonly<Record<string, Generate>>): FilledDocument {
  const output: string[] = [];
  const stale: { part: string; line: number }[] = [];
  const problems: string[] = [];
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    output.push(line);
    const part = opening.exec(line)?.[1];
    if (part === undefined) continue;
    const end = lines.indexOf("<!-- /generated -->", index);
    const generate = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (end === -1 || generate === undefined) {
      problems.push(
        `line ${index + 1}: ${end === -1 ? "has no <!-- /generated --> after it" : `nothing generates “${part}”`}`,
      );
      continue;
    }
    const made = `\n${generate().trim()}\n`;
    if (lines.slice(index + 1, end).join("\n") !== made) stale.push({ part, line: index + 1 });
    output.push(made, "<!-- /generated -->");
    index = end;
  }
  return { text: output.join("\n"), stale, problems };
}

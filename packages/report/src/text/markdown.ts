/**
 * The shapes of Markdown that the reports are made of. Every piece passed in is Markdown already: ours, or text from
 * outside that went through `escape.ts`.
 */

/** A table; cells must be single lines without a bare `|`. Columns after the first `left` ones are right-aligned. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  options: { readonly left?: number } = {},
): string {
  const left = options.left ?? 1;
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column < left ? ":--" : "--:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** A part that is folded until someone opens it. The blank lines let Markdown work inside the HTML. */
export function folded(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export function steps(items: readonly string[]): string {
  return items.map((item, index) => `${index + 1}. ${item}`).join("\n");
}

/** Blocks with a blank line between them; empty ones are left out. */
export function blocks(items: readonly string[]): string {
  return items.filter((item) => item !== "").join("\n\n");
}

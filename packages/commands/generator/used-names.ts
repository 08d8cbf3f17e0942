/** The names among `candidates` that a text of TypeScript mentions as types, sorted. */
export function usedNames(text: string, candidates: readonly string[]): string[] {
  const code = text.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  // A field may have a shape's name, as ContactItem does: only what isn't followed by a colon is a type.
  return candidates.filter((name) => new RegExp(`\\b${name}\\b(?!\\??:)`).test(code)).sort();
}

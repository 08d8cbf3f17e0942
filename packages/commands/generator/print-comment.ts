import type { Confidence, Provenance } from "./read-data.ts";

const lineWidth = 110;

/** Prints a doc comment of one or more paragraphs, each wrapped. @returns lines without a final line break */
export function printComment(paragraphs: readonly string[], indent = ""): string {
  const texts = paragraphs.filter((text) => text !== "").map((text) => text.replaceAll("*/", "*\\/"));
  const [first = ""] = texts;
  if (texts.length === 1 && indent.length + first.length + 7 <= lineWidth) return `${indent}/** ${first} */`;
  const lines = texts.flatMap((text, index) => {
    const wrapped = wrap(text, lineWidth - indent.length - 3);
    // Tags follow each other without a blank line.
    const follows = index === 0 || (text.startsWith("@") && texts[index - 1]?.startsWith("@"));
    return follows ? wrapped : ["", ...wrapped];
  });
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

const experimental: Readonly<Record<Confidence, string>> = {
  "two sources agree": "",
  "one source": "@experimental Only one source describes it, so names and types can still change.",
  guess: "@experimental The fields are a guess from similar entries, so names and types can still change.",
};

/** Makes a sentence of a note: a capital first, unless it starts with a name, and a full stop. */
export function sentence(note: string, capital = true): string {
  if (note === "") return "";
  const plainStart = /^[a-z]+(?=[\s,;:.]|$)/.test(note);
  const text = capital && plainStart ? note.charAt(0).toUpperCase() + note.slice(1) : note;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The tag for what isn't confirmed by a second source; empty for what is. */
export function experimentalTag(confidence: Confidence | undefined, onlyIn?: string): string {
  if (confidence === "one source" && onlyIn !== undefined) return `@experimental Only known from: ${onlyIn}.`;
  return experimental[confidence ?? "two sources agree"];
}

/** The paragraphs that every entry's comment ends with: remarks, disagreements, how sure it is, and the vendor's page. */
export function provenanceParagraphs(entry: Provenance): string[] {
  const page = vendorPage(entry);
  return [
    entry.note ?? "",
    entry.disagreement === undefined ? "" : `Sources disagree: ${entry.disagreement}`,
    experimentalTag(entry.confidence),
    page === undefined ? "" : `@see ${page}`,
  ];
}

/** The address of an entry's page at the vendor's; from the sources, the international one first. */
export function vendorPage({ vendorPage: page, sources }: Provenance): string | undefined {
  if (page !== undefined) return page;
  const found = sources.join("\n");
  const international = /(?:trtc\.io\/(?:zh\/)?document\/|\b1047\/)(\d+)/.exec(found)?.[1];
  if (international !== undefined) return `https://trtc.io/document/${international}`;
  const chinese = /\b(269|454|647)\/(\d+)/.exec(found);
  if (chinese !== null) return `https://cloud.tencent.com/document/product/${chinese[1]}/${chinese[2]}`;
  return undefined;
}

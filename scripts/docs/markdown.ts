export interface Heading {
  readonly level: number;
  readonly text: string;
  /** Its anchor on GitHub, for links to `#…`. */
  readonly anchor: string;
  readonly line: number;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

/** A fenced block of code. */
export interface Fence {
  /** First word after the fence; empty if there is none. */
  readonly language: string;
  /** Second word: the name of the file shown; empty if there is none. */
  readonly file: string;
  readonly code: string;
  /** Line of the opening fence. */
  readonly line: number;
}

/** A table, by the line of its head. */
export interface Table {
  /** Rows, without the head. */
  readonly rows: number;
  readonly line: number;
}

export interface MarkdownDocument {
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  readonly fences: readonly Fence[];
  readonly tables: readonly Table[];
}

// A lookahead, so that an image inside a link's text is found as well.
const linkPattern = /(?=(?:!|(?<!!))\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\))/g;
const definitionPattern = /^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s+"[^"]*")?\s*$/g;
const htmlPattern = /<(?:a|img|source)\s[^>]*?(?:href|src|srcset)="([^"]+)"/g;

/** Reads the parts of a Markdown file that are checked: headings, links outside code, fenced code and tables. Lines count from 1. */
export function parseMarkdown(text: string): MarkdownDocument {
  const headings: Heading[] = [];
  const links: Link[] = [];
  const fences: Fence[] = [];
  const tables: Table[] = [];
  const anchors = new Map<string, number>();
  let open: {
    mark: string;
    indent: number;
    language: string;
    file: string;
    line: number;
    code: string[];
  } | null = null;

  const lines = text.split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^\s`]*)[^\S\n]*([^\s`]*)/.exec(raw);
    if (open !== null) {
      if (fence?.[2]?.startsWith(open.mark) && fence[3] === "") {
        fences.push({
          language: open.language,
          file: open.file,
          code: `${open.code.join("\n")}\n`,
          line: open.line,
        });
        open = null;
      } else open.code.push(raw.slice(Math.min(open.indent, raw.length - raw.trimStart().length)));
      continue;
    }
    if (fence) {
      const [, indent = "", mark = "", language = "", file = ""] = fence;
      open = { mark, indent: indent.length, language, file, line, code: [] };
      continue;
    }
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(raw);
    if (heading) {
      const [, marks = "", title = ""] = heading;
      headings.push({ level: marks.length, text: title, anchor: uniqueAnchor(title), line });
    }
    if (isRow(raw) && !isRow(lines[index - 1])) {
      const end = lines.findIndex((next, place) => place > index && !isRow(next));
      tables.push({ rows: Math.max(0, (end === -1 ? lines.length : end) - index - 2), line });
    }
    const prose = raw.replace(/(`+)(?!`).+?(?<!`)\1(?!`)/g, "``");
    for (const pattern of [linkPattern, definitionPattern, htmlPattern]) {
      for (const [, target = ""] of prose.matchAll(pattern)) links.push({ target, line });
    }
  }
  return { headings, links, fences, tables };

  function uniqueAnchor(title: string): string {
    const anchor = anchorOf(title);
    const seen = anchors.get(anchor) ?? 0;
    anchors.set(anchor, seen + 1);
    return seen === 0 ? anchor : `${anchor}-${seen}`;
  }
}

function isRow(line: string | undefined): boolean {
  return /^\s*\|/.test(line ?? "");
}

// Like GitHub: keep letters of any script, digits, hyphens and underscores, turn spaces into hyphens, drop the rest.
function anchorOf(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** CommonMark with GitHub's extensions, raw HTML let through: what GitHub has before it sanitises. */
export function toHtml(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** What is on a page, as far as an intruder could change it. */
export interface Page {
  /** how often each element occurs; `code` left out, since text from outside is shown as code or as prose */
  readonly elements: Readonly<Record<string, number>>;
  readonly links: readonly string[];
  /** attributes as `element name="value"`, links left out */
  readonly attributes: readonly string[];
  readonly comments: readonly string[];
  /** text outside of code and links, where GitHub looks for mentions, references and the like */
  readonly prose: readonly string[];
}

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

export function readPage(markdown: string): Page {
  const elements: Record<string, number> = {};
  const links: string[] = [];
  const attributes = new Set<string>();
  const comments: string[] = [];
  const prose: string[] = [];
  const visit = (node: Node, quiet: boolean): void => {
    if (node.nodeName === "#comment" && "data" in node) comments.push(node.data);
    if (node.nodeName === "#text" && "value" in node && !quiet && node.value.trim() !== "")
      prose.push(node.value);
    if (!isElement(node)) return;
    const { tagName } = node;
    if (tagName !== "code") elements[tagName] = (elements[tagName] ?? 0) + 1;
    for (const { name, value } of node.attrs) {
      if (tagName === "a" && name === "href") links.push(value);
      else attributes.add(`${tagName} ${name}="${value}"`);
    }
    const inside = quiet || tagName === "code" || tagName === "pre" || tagName === "a";
    for (const child of node.childNodes) visit(child, inside);
  };
  for (const node of parseFragment(toHtml(markdown)).childNodes) visit(node, false);
  return { elements, links, attributes: [...attributes].sort(), comments, prose };
}

/** What GitHub would make something of outside of code, found in a page's prose. */
export function actedOn(prose: readonly string[]): string[] {
  const patterns = [
    /@/, // a mention
    /#\d/, // an issue
    /\b[a-z]+-\d/i, // GH-1, JIRA-1
    /:\/\/|www\.|mailto:/i, // a link
    /(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/i, // a commit
    /:[a-z0-9_+-]+:/i, // an emoji
    /\$/, // a formula
    /[<>`*[\]\\~|]/, // markup that came through as text, and could be more in another renderer
    /[\p{Cc}\p{Cf}\p{Cs}]/u, // what can't be seen
  ];
  return prose.filter((text) => patterns.some((pattern) => pattern.test(text.replace(/\n/g, " "))));
}

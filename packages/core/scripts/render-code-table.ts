import { errorCodes } from "@chat-ip/core/error-codes";

const begin = "<!-- error codes, written by scripts/write-code-table.ts -->";
const end = "<!-- end of error codes -->";

const retryWords = {
  never: "no",
  "back-off": "after a pause",
  "sign-again": "once, with a new UserSig",
} as const;

/** The README with its table of error codes up to date. Throws if it has no place for one. */
export function withCodeTable(readme: string): string {
  const [before, rest] = splitAt(readme, begin);
  const [, after] = splitAt(rest, end);
  return `${before}${begin}\n\n${renderCodeTable()}\n\n${end}${after}`;
}

/** One row per code, in columns of even width, as the formatter wants them. */
function renderCodeTable(): string {
  const rows = [
    ["code", "meaning", "retried", "what to do"],
    ...errorCodes.map(({ code, meaning, retry, remedy }) => [
      String(code),
      meaning,
      retryWords[retry],
      remedy,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at === -1) throw new Error(`the README has no line ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

import { table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { words } from "../words/words.ts";
import type { Hit } from "./find-lists.ts";
import type { SinceWhen } from "./since.ts";

/** Writes what became of each address as it comes. */
export interface LookupWriter {
  add(address: string, hits: readonly Hit[]): void;
  /** Writes what is still to be written; `totals` go into the JSON document. */
  end(totals: Readonly<Record<string, number>>): void;
  /** How many addresses were in no list. */
  missed(): number;
}

/** Lines of `address, list, prefix, date`, with tabs between them or lined up; or the items of one JSON document. */
export function createLookupWriter(options: {
  readonly terminal: Terminal;
  readonly since: SinceWhen;
  readonly listed: boolean;
  readonly unlisted: boolean;
  /** Whether to wait for all lines and line their columns up. */
  readonly aligned: boolean;
}): LookupWriter {
  const { terminal, since, listed, unlisted, aligned } = options;
  const rows: (readonly string[])[] = [];
  let missed = 0;
  let pending = "";
  let items = 0;
  const flush = (): void => {
    if (pending !== "") terminal.write(pending);
    pending = "";
  };
  const write = (text: string): void => {
    pending += text;
    if (pending.length > 16_384) flush();
  };
  if (terminal.json) write(`{"version":1,"command":"lookup","results":[`);

  const writeItem = (address: string, hits: readonly Hit[]): void => {
    const lists = hits.map(({ list, prefix }) => ({ list, prefix, since: since(list, prefix) ?? null }));
    write(`${items++ === 0 ? "" : ","}\n${JSON.stringify({ address, lists })}`);
  };
  const writeRow = (...row: readonly string[]): void => {
    if (aligned) rows.push(row);
    else write(`${row.join("\t")}\n`);
  };
  return {
    add(address, hits) {
      if (hits.length === 0) missed++;
      if (hits.length === 0 ? !unlisted : !listed) return;
      if (terminal.json) writeItem(address, hits);
      else if (terminal.quiet) return;
      else if (hits.length === 0) writeRow(address, "-", "-", words().sets.inNoList);
      else
        for (const { list, prefix } of hits) writeRow(address, list, prefix, sinceText(since(list, prefix)));
    },
    end(totals) {
      if (terminal.json)
        write(
          `\n]${Object.entries(totals)
            .map(([name, value]) => `,"${name}":${value}`)
            .join("")}}\n`,
        );
      flush();
      if (rows.length > 0) terminal.write(table(rows));
    },
    missed: () => missed,
  };
}

function sinceText(since: Date | null | undefined): string {
  if (since === undefined) return "";
  const say = words().sets;
  return since === null ? say.notCommitted : say.since(since.toISOString().slice(0, 10));
}

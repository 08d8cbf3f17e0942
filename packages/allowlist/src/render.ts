import { aggregate } from "./aggregate.ts";
import type { Format } from "./format.ts";
import { apache } from "./formats/apache.ts";
import { awsWaf } from "./formats/aws-waf.ts";
import type { CanonicalList, FormatWriter } from "./formats/format-writer.ts";
import { haproxy } from "./formats/haproxy.ts";
import { ipset } from "./formats/ipset.ts";
import { json } from "./formats/json.ts";
import { kubernetes } from "./formats/kubernetes.ts";
import { nftables } from "./formats/nftables.ts";
import { nginx } from "./formats/nginx.ts";
import { terraform } from "./formats/terraform.ts";
import { oneLine } from "./one-line.ts";
import type { Prefix } from "./prefix.ts";

const writers: Readonly<Record<Format, FormatWriter>> = {
  nginx,
  apache,
  haproxy,
  nftables,
  ipset,
  json,
  terraform,
  "aws-waf": awsWaf,
  kubernetes,
};

// The name becomes part of file names and of identifiers in nine languages, none of which it may leave.
const NAME = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function checkName(name: string): string {
  if (NAME.test(name)) return name;
  throw new TypeError(
    `${JSON.stringify(name.slice(0, 64))} is no name for a list: up to 63 of a–z, 0–9 and "-", a letter first, no hyphen last.`,
  );
}

/**
 * The names of the files that `render` writes for a list in a format, in the order in which it writes them.
 * @throws {TypeError} when the name isn't made of up to 63 of `a`–`z`, `0`–`9` and `-`, a letter first and no hyphen last
 */
export function formatFileNames(list: string, format: Format): readonly string[] {
  return writers[format].extensions.map((extension) => checkName(list) + extension);
}

/**
 * The list as a consumer reads it: by file name, the file's whole text. The prefixes are masked, aggregated and sorted; the text
 * depends on nothing but the list, so that it changes only when the list does. Formats with comments say first what the file is.
 * @throws {FormatLimitError} when the consumer can't take such a list
 * @throws {InvalidPrefixError} when a text is no prefix
 * @throws {TypeError} when the name isn't one for `formatFileNames`
 */
export function render(
  list: { readonly name: string; readonly description?: string; readonly prefixes: readonly Prefix[] },
  format: Format,
): ReadonlyMap<string, string> {
  const names = formatFileNames(list.name, format);
  const prefixes = aggregate(list.prefixes);
  const canonical: CanonicalList = {
    name: list.name,
    identifier: list.name.replaceAll("-", "_"),
    description: list.description === undefined ? null : oneLine(list.description),
    ipv4: prefixes.filter((prefix) => !prefix.includes(":")),
    ipv6: prefixes.filter((prefix) => prefix.includes(":")),
  };
  const contents = writers[format].write(canonical);
  return new Map(names.map((name, index) => [name, contents[index] ?? ""]));
}

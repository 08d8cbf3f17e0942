import { aggregate } from "./aggregate.ts";
import { checkOptions, checkPrefixes, checkText } from "./arguments.ts";
import { InvalidArgumentError } from "./errors.ts";
import { type Format, formats } from "./format.ts";
import { apache } from "./formats/apache.ts";
import { awsPrefixList } from "./formats/aws-prefix-list.ts";
import { awsWaf } from "./formats/aws-waf.ts";
import { caddy } from "./formats/caddy.ts";
import { cilium } from "./formats/cilium.ts";
import type { CanonicalList, FormatWriter } from "./formats/format-writer.ts";
import { haproxy } from "./formats/haproxy.ts";
import { ipset } from "./formats/ipset.ts";
import { json } from "./formats/json.ts";
import { kubernetes } from "./formats/kubernetes.ts";
import { mikrotik } from "./formats/mikrotik.ts";
import { nftables } from "./formats/nftables.ts";
import { nginx } from "./formats/nginx.ts";
import { plain } from "./formats/plain.ts";
import { tencent } from "./formats/tencent.ts";
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
  plain,
  mikrotik,
  tencent,
  "aws-prefix-list": awsPrefixList,
  cilium,
  caddy,
};

// The name becomes part of file names and of identifiers in many languages, so it must be safe in all of them.
const NAME = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function checkName(name: string): string {
  checkText("name", name, "Pass the list's name, such as `webhook-china`.");
  if (NAME.test(name)) return name;
  throw new InvalidArgumentError(
    "name",
    `is ${JSON.stringify(name.slice(0, 64))}, which is not a valid name for a list`,
    'Use up to 63 of a–z, 0–9 and "-", a letter first and no hyphen last.',
  );
}

function writerOf(format: Format): FormatWriter {
  checkText("format", format, "Pass the name of a format, such as `nginx`.");
  if (Object.hasOwn(writers, format)) return writers[format];
  const problem = `is ${JSON.stringify(format.slice(0, 64))}, which is not a format`;
  throw new InvalidArgumentError("format", problem, `Pass one of ${formats.join(", ")}.`);
}

/**
 * The names of the files that `render` writes for a list in a format, in the order in which it writes them. `plain` leaves out the file of a family
 * without prefixes.
 * @throws {InvalidArgumentError} when the format isn't one of `formats`, or the name isn't made of up to 63 of `a`–`z`, `0`–`9` and `-`, a letter first and no hyphen last
 */
export function formatFileNames(list: string, format: Format): readonly string[] {
  return writerOf(format).extensions.map((extension) => checkName(list) + extension);
}

/**
 * The list as other programs read it: file name → the file's whole text. The prefixes are masked, aggregated and sorted; the text
 * depends on nothing but the list, so that it changes only when the list does. Formats with comments say first what the file is.
 * @throws {FormatLimitError} when the consumer can't take such a list
 * @throws {InvalidPrefixError} when a text is not a valid address or prefix
 * @throws {InvalidArgumentError} when the format, the name or `prefixes` can't be used
 */
export function render(
  list: {
    /** Up to 63 of `a`–`z`, `0`–`9` and `-`, a letter first and no hyphen last; part of file names and variables. */
    readonly name: string;
    /** What the list is, for the comment at the top of the file. Default: nothing. */
    readonly description?: string;
    readonly prefixes: readonly Prefix[];
  },
  format: Format,
): ReadonlyMap<string, string> {
  checkOptions("render(list)", list, "{ name, prefixes }");
  const names = formatFileNames(list.name, format);
  const prefixes = aggregate(checkPrefixes("render({ prefixes })", list.prefixes));
  const canonical: CanonicalList = {
    name: list.name,
    identifier: list.name.replaceAll("-", "_"),
    description: list.description === undefined ? null : oneLine(list.description),
    ipv4: prefixes.filter((prefix) => !prefix.includes(":")),
    ipv6: prefixes.filter((prefix) => prefix.includes(":")),
  };
  const contents = writerOf(format).write(canonical);
  return new Map(
    names.flatMap((name, index): [string, string][] => {
      const content = contents[index] ?? null;
      return content === null ? [] : [[name, content]];
    }),
  );
}

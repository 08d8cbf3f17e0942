import { expect, it } from "vitest";
import { renderListFile } from "./list-files.ts";
import { isSameContent } from "./same-content.ts";

const file = "chat-ips/all.txt";
const bytes = (text: string): Uint8Array => Buffer.from(text);
const keep = [{ reason: "office", prefixes: ["192.0.2.7"], text: "# keep: office\n192.0.2.7" }];
const written = renderListFile("all", ["198.51.100.0/24", "203.0.113.0/24"], keep);

it.each<[string, string]>([
  ["line ends", written.replaceAll("\n", "\r\n")],
  ["blanks around lines", written.replaceAll("\n", "  \n\t")],
  ["a byte order mark", `\ufeff${written}`],
  ["the final line end", written.trimEnd()],
  ["empty lines", written.replace("203.", "\n\n203.")],
  ["blanks in a comment", written.replace("Tencent Cloud", "Tencent  Cloud")],
])("says the same apart from %s", (_what, text) => {
  expect(text).not.toBe(written);
  expect(isSameContent(file, bytes(written), bytes(text))).toBe(true);
});

it.each<[string, string]>([
  ["a prefix more", written.replace("203.", "192.0.2.0/24\n203.")],
  ["a prefix less", written.replace("203.0.113.0/24\n", "")],
  ["another prefix", written.replace("203.0.113.0/24", "203.0.113.0/23")],
  ["an entry more in a keep block", written.replace("192.0.2.7", "192.0.2.7\n192.0.2.8")],
  ["another reason", written.replace("office", "branch office")],
  ["no protection", written.replace("# keep: office", "# office")],
  ["a comment more", `${written}# see ticket 12\n`],
  ["a comment behind a prefix", written.replace("203.0.113.0/24", "203.0.113.0/24 # theirs")],
  ["a line that is not valid", `${written}example.com\n`],
  ["bytes that are not text", `${written}\u0000`],
])("says something else with %s", (_what, text) => {
  expect(isSameContent(file, bytes(written), bytes(text))).toBe(false);
});

it.each<[string, string, string, boolean]>([
  ["all.json", '{"a":["1"]}', '{\n  "a": ["1"]\n}\n', true],
  ["all.json", '{"a":["1"]}', '{"a":["2"]}', false],
  ["all.json", "{", "{", false],
  ["all.yaml", "a:\n  - 1\n", "a:\r\n  - 1  \r\n\r\n", true],
  ["all.yaml", "a:\n  - 1\n", "a:\n- 1\n", false],
  ["all.nginx.conf", "allow  10.0.0.1;\n", "  allow 10.0.0.1;", true],
  ["all.nginx.conf", "allow 10.0.0.1;", "allow 10.0.0.2;", false],
])("%s: %j and %j say the same: %s", (name, one, other, same) => {
  expect(isSameContent(`chat-ips/${name}`, bytes(one), bytes(other))).toBe(same);
});

it("can't tell what bytes say that are not UTF-8", () => {
  const broken = new Uint8Array([0xff, 0xfe]);
  expect(isSameContent(file, broken, broken)).toBe(false);
});

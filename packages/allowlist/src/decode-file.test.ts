import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllowlist } from "./parse-allowlist.ts";

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
const utf16be = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();

const list = "101.32.118.0/24\n\n# keep: office\n198.51.100.7\n";

describe("a file that can't be read is unreadable, not empty", () => {
  it.each<[string, string, Uint8Array | string]>([
    ["GBK", "not-utf-8", bytes("1.1.1.1\n# keep: ", [0xb0, 0xec, 0xb9, 0xab], "\n2.2.2.2\n")],
    ["Latin-1", "not-utf-8", bytes("1.1.1.1\n# keep: B", [0xfc], "ro\n2.2.2.2\n")],
    ["Big5", "not-utf-8", bytes("# ", [0xbf, 0xec, 0xa4, 0xbd], "\n2.2.2.2\n")],
    ["Shift JIS", "not-utf-8", bytes("# keep: ", [0x8e, 0x96, 0x96, 0xb1], "\n2.2.2.2\n")],
    ["CESU-8", "not-utf-8", bytes("# ", [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], "\n2.2.2.2\n")],
    ["a character cut in two", "not-utf-8", bytes(list, "# ", [0xe5, 0x8a])],
    ["an overlong form", "not-utf-8", bytes("1.1.1.1\n", [0xc0, 0xaf])],
    ["a text that lost bytes", "not-utf-8", "1.1.1.1\n# keep: B\uFFFDro\n2.2.2.2\n"],
    ["a text with half a character", "not-utf-8", "1.1.1.1\n# \ud83d\n"],
    ["UTF-16 with a mark", "utf-16", Buffer.from(`\uFEFF${list}`, "utf16le")],
    ["UTF-16 without one", "utf-16", Buffer.from(list, "utf16le")],
    ["UTF-16, big end first, with a mark", "utf-16", utf16be(`\uFEFF${list}`)],
    ["UTF-16, big end first, without one", "utf-16", utf16be(list)],
    ["UTF-16 with Chinese words", "utf-16", Buffer.from("\uFEFF# 保留：办公室\n1.1.1.1\n", "utf16le")],
    ["UTF-16 read as text", "utf-16", Buffer.from(list, "utf16le").toString("latin1")],
    ["a NUL", "nul", bytes(list, [0], "\n")],
    ["blocks of NULs, as after a crash", "nul", bytes(list, new Array(512).fill(0))],
    ["a NUL in a text", "nul", `${list}\0`],
    [
      "a Git LFS pointer",
      "git-lfs",
      `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12\n`,
    ],
    [
      "a Git LFS pointer of an extension",
      "git-lfs",
      bytes("version https://git-lfs.github.com/spec/v1\next-0-foo sha256:0\n"),
    ],
    ["git-crypt", "git-crypt", bytes("\0GITCRYPT\0", [1, 200, 3, 255])],
    ["git-crypt, too short to be sure", "git-crypt", bytes("\0GITCRYPT\0")],
    ["a JSON array", "json", '["101.32.118.0/24"]'],
    ["a JSON array over lines", "json", '[\n  "101.32.118.0/24",\n  "43.132.0.0/16"\n]\n'],
    ["JSON with a comma too many", "json", '[\n  "101.32.118.0/24",\n]\n'],
    ["a JSON object", "json", '{ "ipv4": ["101.32.118.0/24"] }'],
    ["JSON after a byte order mark", "json", bytes([0xef, 0xbb, 0xbf], '["101.32.118.0/24"]')],
    ["a web page", "nothing-readable", "<!doctype html>\n<title>404</title>\n"],
    ["words", "nothing-readable", "TODO\n"],
    ["Ansible Vault", "nothing-readable", "$ANSIBLE_VAULT;1.1;AES256\n6162636465\n"],
    ["merge markers alone", "nothing-readable", "<<<<<<< HEAD\n=======\n>>>>>>> update\n"],
    ["one bad line in a keep block", "bad-line-in-keep", "1.1.1.1\n# keep\n2.2.2.2\n=======\n"],
    ["a keep block with a comma", "bad-line-in-keep", "1.1.1.1\n# keep: x\n2.2.2.2,\n"],
  ])("%s", (_, why, file) => {
    const { unreadable, prefixes } = parseAllowlist(file);
    expect(unreadable).toMatchObject({ why, message: expect.stringMatching(/^The file .*\. .*\.$/) });
    if (why !== "bad-line-in-keep") expect(prefixes).toEqual([]);
  });

  it.each<[string, Uint8Array | string]>([
    ["nothing", bytes()],
    ["blank lines", bytes("\n\r\n")],
    ["comments", bytes("# nothing yet\n; 还没有\n")],
    ["a byte order mark", bytes([0xef, 0xbb, 0xbf])],
    ["entries", bytes(list)],
    ["entries after a byte order mark", bytes([0xef, 0xbb, 0xbf], list)],
    ["U+FFFD that the bytes really hold", bytes("# \uFFFD\n1.1.1.1\n")],
    ["emoji", "# 🏢\n1.1.1.1\n"],
    ["an address in brackets", "[2402:4e00::1]\n"],
    ["one bad line among entries", `${list}\n=======\n`],
  ])("a file of %s can be read", (_, file) => {
    expect(parseAllowlist(file).unreadable).toBeNull();
  });

  it("and never loses a byte of a keep block: it is returned unchanged, or the file is unreadable", () => {
    const word = fc.uint8Array({ maxLength: 12 }).filter((b) => !b.includes(10) && !b.includes(13));
    fc.assert(
      fc.property(word, (reason) => {
        const block = Buffer.concat([bytes("# keep: "), reason, bytes("\n2.2.2.2")]);
        const { unreadable, keep } = parseAllowlist(bytes("1.1.1.1\n\n", [...block]));
        if (unreadable === null) expect(Buffer.from(keep[0]?.text ?? "").equals(block)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("is recognised by its bytes alone, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (file) => {
        const { unreadable } = parseAllowlist(file);
        const text = Buffer.from(file).toString("utf8");
        const isUtf8 = Buffer.from(text).equals(Buffer.from(file));
        if (!isUtf8 || file.includes(0)) expect(unreadable).not.toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });
});

import { expect, it } from "vitest";
import { commitBytes, gitBytes } from "./harness/commit-bytes.ts";
import { runHere } from "./harness/run-here.ts";
import { branch, file, operation, prefixes } from "./harness/scenes.ts";
import { createWorld, type World } from "./harness/world.ts";

// What lies in the repository where a list should be, byte for byte. Another list of the same run is fine.

const bytes = (...parts: (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(" ", ""), "hex");

const list = `${prefixes(9).join("\n")}\n`;
const keep = "\n# keep: office\n101.32.7.7\n";
const utf16le = Buffer.from(list + keep, "utf16le");
const utf16be = Buffer.from(utf16le).swap16();
const other = "chat-ips/webhook-global.txt";

async function worldWith(content: Uint8Array): Promise<World> {
  const world = await createWorld({ github: { validate: false } });
  const files = new Map([
    [file, content],
    [other, Buffer.from(list)],
  ]);
  await commitBytes(world.github, files);
  world.chat.setLists({ "webhook-china": prefixes(10), "webhook-global": prefixes(10) });
  return world;
}

const lists = { lists: "webhook-china,webhook-global" } as const;

/** A file at the tip of a branch, byte for byte. */
async function bytesOf({ github }: World, path: string): Promise<Buffer> {
  const printed = await gitBytes(github.gitDirectory, ["cat-file", "--batch"], bytes(`${branch}:${path}\n`));
  return printed.subarray(printed.indexOf("\n") + 1, -1);
}

const saveAsUtf8 = "Save it as UTF-8 and run again.";

it.each<[string, Buffer, string, string]>([
  [
    "GBK",
    Buffer.concat([bytes(list, "\n# keep: "), hex("b0ecb9abcad2"), bytes("\n101.32.7.7\n")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  [
    "Big5",
    Buffer.concat([bytes(list, "\n# keep: "), hex("bfeca4bdabc7"), bytes("\n101.32.7.7\n")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  [
    "Latin-1",
    Buffer.concat([bytes(list), Buffer.from("\n# keep: Büro\n101.32.7.7\n", "latin1")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  [
    "Windows-1252, in a comment only",
    Buffer.concat([bytes(list, "# "), hex("80"), bytes("\n")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  [
    "Shift-JIS",
    Buffer.concat([bytes(list, "\n# keep: "), hex("8e968bc68f8a"), bytes("\n101.32.7.7\n")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  [
    "UTF-8 with a byte lost",
    Buffer.concat([bytes(list, "# "), hex("e58a9ee585"), bytes("\n")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  [
    "UTF-8 of a lone surrogate",
    Buffer.concat([bytes(list, "# "), hex("eda080"), bytes("\n")]),
    "isn't valid UTF-8",
    saveAsUtf8,
  ],
  ["UTF-16 LE", utf16le, "is UTF-16 text", saveAsUtf8],
  ["UTF-16 LE with a BOM", Buffer.concat([hex("fffe"), utf16le]), "is UTF-16 text", saveAsUtf8],
  ["UTF-16 BE", utf16be, "is UTF-16 text", saveAsUtf8],
  ["UTF-16 BE with a BOM", Buffer.concat([hex("feff"), utf16be]), "is UTF-16 text", saveAsUtf8],
  [
    "UTF-32 LE with a BOM",
    Buffer.concat([hex("fffe0000"), ...[...list].map((c) => Buffer.from([c.charCodeAt(0), 0, 0, 0]))]),
    "The file",
    "and run again.",
  ],
  ["NUL", bytes(list, [0], keep), "contains NUL", "Restore the text file"],
  [
    "a Git LFS pointer",
    bytes(`version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 130\n`),
    "Git LFS pointer",
    "git lfs untrack",
  ],
  ["git-crypt", bytes("\0GITCRYPT\0", [7, 200, 3]), "git-crypt", ".gitattributes"],
  ["a JSON array", bytes(JSON.stringify(prefixes(9))), "is JSON", "one address or CIDR a line"],
  [
    "a JSON object over lines",
    bytes(JSON.stringify({ prefixes: prefixes(9) }, null, 2)),
    "is JSON",
    "one address or CIDR a line",
  ],
  [
    "a page of HTML",
    bytes("<!doctype html>\n<title>404</title>\n"),
    "has no line that is an address",
    "one address or CIDR a line",
  ],
  [
    "a bad line in a keep block",
    bytes(list, "\n# keep: office\n101.32.7.7\nBob's desk\n"),
    "a line below `# keep`",
    "Correct the line",
  ],
  [
    "a merge in a keep block",
    bytes(list, "\n# keep: office\n<<<<<<< HEAD\n101.32.7.7\n=======\n101.32.7.8\n>>>>>>> b\n"),
    "a line below `# keep`",
    "Correct the line",
  ],
  [
    "a line whose length lost a digit",
    bytes(list, "101.32.7.0/2%\n"),
    "a damaged line",
    "Correct the prefix length",
  ],
])(
  "a committed file that can't be read is left alone, named, and doesn't stop the other list: %s",
  async (_, content, what, remedy) => {
    await using world = await worldWith(content);
    const run = await runHere(world, { ...lists, "removals-wait": "24" });
    expect([run.exitCode, operation(run)], run.log).toEqual([1, "created"]);
    expect(run.outputs).toMatchObject({
      "failed-lists": '["webhook-china"]',
      "changed-lists": '["webhook-global"]',
      removed: "0",
    });
    expect(await bytesOf(world, file)).toEqual(content);
    const [held] = run.lists;
    expect(held).toMatchObject({ status: "held-back", findings: [{ rule: "unreadable", scope: "list" }] });
    for (const text of [run.log, run.summary, world.github.pullRequests[0]?.body ?? ""]) {
      const plain = text.replaceAll("\\", "").replaceAll("`", "");
      expect(plain).toContain(what.replaceAll("`", ""));
      expect(plain).toContain(remedy.replaceAll("`", ""));
    }
    expect(run.log).toContain(file);
  },
);

it.each<[string, Buffer]>([
  ["a byte order mark", Buffer.concat([hex("efbbbf"), bytes(list)])],
  ["CRLF", bytes(list.replaceAll("\n", "\r\n"))],
  ["CR alone", bytes(list.replaceAll("\n", "\r"))],
  ["no line end at the end", bytes(list.trimEnd())],
  ["blanks and tabs", bytes(list.replaceAll("\n", " \t\n\n"))],
])("a committed file with %s is read, and has no drift of its own", async (_, content) => {
  await using world = await worldWith(content);
  world.chat.setLists({ "webhook-china": prefixes(9), "webhook-global": prefixes(9) });
  const run = await runHere(world, lists);
  expect([run.exitCode, operation(run), run.outputs.drift], run.log).toEqual([0, "none", "false"]);
});

it.each([
  ["Chinese", "# keep: 办公室"],
  ["a full-width colon", "# keep：办公室"],
  ["umlauts and an emoji", "#  Keep : Büro 🏢"],
  ["ISO-2022-JP, which is ASCII", "# keep: \u001b$B;v6H\u001b(B"],
  ["no reason", "# keep"],
])("a person's block comes through a rewrite byte for byte: %s", async (_, line) => {
  const block = `${line}\n101.32.7.7   # Bob; 电话\n\t101.32.7.8/32`;
  await using world = await worldWith(bytes(list, "\r\n", block, "\r\n"));
  const run = await runHere(world, lists);
  expect([run.exitCode, operation(run)], run.log).toEqual([0, "created"]);
  const proposed = await bytesOf(world, file);
  expect(proposed.includes(Buffer.from(block))).toBe(true);
});

it.each([
  "# keep - x",
  "; keep: x",
  "#keeping x",
  "# keeps: x",
  "// keep: x",
  "＃ keep: x",
  "# 保留：x",
  "<!-- keep: x -->",
])("a line that looks meant as `# keep` is a warning in body, summary and log: %s", async (line) => {
  await using world = await worldWith(bytes(list, "\n", line, "\n43.200.0.1\n"));
  const run = await runHere(world, lists);
  expect(operation(run), run.log).toBe("created");
  const warning = /chat-ips\/webhook-china\.txt.*line 11: .*protects nothing\. Write .*# keep: reason/;
  expect(run.log.split("\n").find((one) => one.startsWith("::warning"))).toMatch(warning);
  for (const text of [run.summary, world.github.pullRequests[0]?.body ?? ""]) {
    const [shown = ""] = text.split("<details>");
    expect(shown.split("\n").find((one) => one.startsWith("⚠️ `chat-ips"))).toMatch(warning);
  }
});

it.each<[string, string, string[]]>([
  ["an empty answer", list, []],
  ["an entry that is not an address", list, [...prefixes(9), "<html>"]],
  ["a private address", list, [...prefixes(9), "10.0.0.1"]],
  ["a /16", list, [...prefixes(9), "20.5.0.0/16"]],
  ["most of the list missing", list, prefixes(3)],
  ["a file that is JSON", JSON.stringify(prefixes(9)), prefixes(9)],
])(
  "where all that differs is held back, nothing says that nothing has changed: %s",
  async (_, content, live) => {
    await using world = await worldWith(bytes(content));
    world.chat.setLists({ "webhook-china": live, "webhook-global": prefixes(9) });
    const run = await runHere(world, lists);
    expect([run.exitCode, operation(run)], run.log).toEqual([1, "none"]);
    expect(run.summary).toContain("## Chat IP allowlists: nothing proposed");
    expect(run.summary).toContain("**Nothing is proposed.**");
    const [told] = run.summary.split("### Timings");
    expect(told).not.toMatch(/no change|Nothing to do|have not changed/);
  },
);

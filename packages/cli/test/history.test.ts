import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commitAll, git } from "./harness/git.ts";
import { copyOf, createPlace, environment, type Place } from "./harness/run-chat-ip.ts";
import { chatIpHere } from "./harness/run-here.ts";

/** all: allowed, divided otherwise, gone by a merged pull request, back. */
async function makeRepository(): Promise<Place> {
  const place = await createPlace({ "chat-ips/all.txt": "# header\n203.0.113.0/25\n203.0.113.128/25\n" });
  git(place, ["init", "-q", "-b", "main"]);
  commitAll(place, "Allow (#3)", "2026-01-01T00:00:00Z");
  await place.write("chat-ips/all.txt", "# header\n203.0.113.0/24\n-- x\n2001:db8::/32\n");
  commitAll(place, "<script>alert(1)</script> & merge ranges", "2026-02-01T00:00:00Z");
  git(place, ["checkout", "-q", "-b", "update"]);
  await place.write("chat-ips/all.txt", "# header\n203.0.113.0/25\n2001:db8::/32\n");
  commitAll(place, "Narrow", "2026-02-20T00:00:00Z");
  git(place, ["checkout", "-q", "main"]);
  git(
    place,
    ["merge", "-q", "--no-ff", "-m", "Merge branch 'update'\n\nSee merge request a/b!12", "update"],
    "2026-03-01T00:00:00Z",
  );
  await place.write("chat-ips/all.txt", "# header\n203.0.113.0/25\n203.0.113.128\n2001:db8::/32\n");
  await place.write("chat-ips/web-global.txt", "203.0.113.200\n");
  commitAll(place, "Merge pull request #15 from ann/update", "2026-04-01T00:00:00Z");
  return place;
}

let made: Place;

beforeAll(async () => {
  made = await makeRepository();
});

afterAll(() => made[Symbol.asyncDispose]());

const createRepository = (): Promise<Place> => copyOf(made);

describe("history", () => {
  it("tells when an address was allowed, went and came back, by address", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["history", "203.0.113.128"], { cwd: place.path });
    expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
    const rows = ran.stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/ {2,}/));
    expect(rows.map(([date, list, kind, , pull, author]) => [date, list, kind, pull, author])).toEqual([
      ["2026-01-01", "all", "allowed", "#3", "Ann"],
      ["2026-03-01", "all", "gone", "!12", "Ann"],
      ["2026-04-01", "all", "back", "#15", "Ann"],
    ]);
    const json = await chatIpHere(["history", "203.0.113.200", "--json"], { cwd: place.path });
    expect(JSON.parse(json.stdout)).toMatchObject({
      command: "history",
      prefix: "203.0.113.200",
      lists: [
        {
          list: "all",
          events: [
            { kind: "allowed", pullRequest: "#3" },
            { kind: "gone", pullRequest: "!12" },
          ],
        },
        { list: "web-global", events: [{ kind: "allowed", pullRequest: "#15" }] },
      ],
    });
  });

  it("lists every change of a list, the newest first", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["history", "all"], { cwd: place.path });
    expect(
      ran.stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(/ {2,}/)[2]),
    ).toEqual(["+1 -0", "+1 -1", "+2 -2", "+2 -0"]);
  });

  it("shows what changed since a date, with the prefixes", async () => {
    await using place = await createRepository();
    const options = { cwd: place.path };
    const { stdout } = await chatIpHere(["history", "all", "--since", "2026-02-25", "--changes"], options);
    expect(stdout.split("\n").map((line) => line.replace(/ {2,}(?=\S).*/, "").trim() || line.trim())).toEqual(
      ["2026-04-01", "+ 203.0.113.128", "2026-03-01", "- 203.0.113.0/24", "+ 203.0.113.0/25", ""],
    );
    const none = await chatIpHere(["history", "--since", "1h"], options);
    expect(none).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: expect.stringContaining("No changes since"),
    });
    expect(await chatIpHere(["history", "--since", "yesterday"], options)).toMatchObject({ exitCode: 64 });
  });

  it("writes one page that holds no text of a commit as HTML and asks no network", async () => {
    await using place = await createRepository();
    const ran = await chatIpHere(["history", "--html", "history.html"], { cwd: place.path });
    expect(ran.exitCode).toBe(0);
    const page = await place.read("history.html");
    expect(page).not.toContain("<script>alert");
    expect(page).not.toMatch(/(?:src|href)=|https?:\/\//);
    expect(page).toContain("default-src 'none'");
  });

  const chromium = ["chromium", "google-chrome"].find((name) => spawnSync(name, ["--version"]).status === 0);
  const lookUps: readonly (readonly [question: string, words: readonly string[]])[] = [
    ["203.0.113.128", ["all: allowed", "gone", "!12", "back"]],
    ["203.0.113.192/26", ["all: not allowed now"]],
    ["2001:db8::7", ["all: allowed"]],
    ["8.8.8.8", ["was never in a list"]],
    ["nonsense", ["not an IPv4 or IPv6"]],
  ];
  /** Asks the page by its address, then by changes of its address, and writes the answers down at its end. */
  const askAll = `<script>
for (const [index, [question]] of ${JSON.stringify(lookUps)}.entries()) {
  if (index > 0) {
    location.hash = question;
    dispatchEvent(new Event("hashchange"));
  }
  const copy = document.createElement("article");
  copy.append(document.getElementById("answer").cloneNode(true));
  document.body.append(copy);
}
</script>`;

  it.skipIf(chromium === undefined)(
    "looks addresses up in a real browser (skipped without Chromium)",
    async () => {
      await using place = await createRepository();
      await chatIpHere(["history", "--html", "history.html"], { cwd: place.path });
      await place.write("asked.html", `${await place.read("history.html")}${askAll}`);
      const address = `file://${join(place.path, "asked.html")}#${lookUps[0]?.[0]}`;
      const flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        `--user-data-dir=${join(place.path, "profile")}`,
      ];
      const dom = execFileSync(chromium ?? "", [...flags, "--dump-dom", address], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        env: environment({ HOME: place.path }),
      });
      const answers = [...dom.matchAll(/<article>(.*?)<\/article>/gs)].map(([, answer]) => answer);
      expect(answers).toHaveLength(lookUps.length);
      for (const [index, [, words]] of lookUps.entries())
        for (const word of words) expect(answers[index]).toContain(word);
      const [page = ""] = dom.split("<article>");
      expect(page.match(/<li>/g)?.length).toBeGreaterThanOrEqual(4);
      expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; merge ranges");
    },
  );

  it.each([
    ["an address that was never listed", ["history", "8.8.8.8"], 1, "was never in a list"],
    ["a name", ["history", "al"], 64, "neither an address nor a list"],
    ["a folder that isn't there", ["history", "--path", "elsewhere"], 64, "no folder"],
  ])("says so for %s", async (_name, args, exitCode, words) => {
    await using place = await createRepository();
    const ran = await chatIpHere(args, { cwd: place.path });
    expect(ran).toMatchObject({ exitCode, stdout: "" });
    expect(ran.stderr).toContain(words);
  });

  it.each([
    ["no repository", false],
    ["no commit", true],
  ])("says that there is %s", async (_name, initialised) => {
    await using place = await createPlace({ "chat-ips/all.txt": "203.0.113.7\n" });
    if (initialised) git(place, ["init", "-q"]);
    const ran = await chatIpHere(["history"], { cwd: place.path });
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toContain("no git repository with a commit");
  });
});

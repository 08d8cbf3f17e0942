import { sampleLists } from "@chat-ip/emulator";
import { renderSummary } from "@chat-ip/report";
import { describe, expect, it } from "vitest";
import { runHere } from "./harness/run-here.ts";
import {
  branch,
  entries,
  expectSound,
  file,
  oneList,
  prefixes,
  pull,
  settledWorld,
} from "./harness/scenes.ts";
import { createWorld, type World } from "./harness/world.ts";

describe("a list's file", () => {
  it("is written in normal form, with a header and nothing else", async () => {
    await using world = await createWorld();
    world.chat.setLists({
      "webhook-china": [
        "2402:4E00:0:0::/32",
        "43.130.0.9/32",
        "43.129.0.77/24",
        "43.129.0.0/24",
        "::ffff:43.128.0.1",
      ],
    });
    const run = await world.run(oneList);
    expect(run.exitCode, run.log).toBe(0);
    const text = (await world.github.file(branch, file)) ?? "";
    expect(text).toMatch(
      /^# webhook-china: .*\n(# .*\n)+\n?43\.128\.0\.1\n43\.129\.0\.0\/24\n43\.130\.0\.9\n2402:4e00::\/32\n$/,
    );
    expect(run.report).toMatchObject({ version: 1 });
  });

  it("keeps a person's block, with its reason, when it is rewritten", async () => {
    await using world = await settledWorld();
    const text = (await world.github.file("main", file)) ?? "";
    await world.github.commit({
      branch: "main",
      files: { [file]: `# keep: our test bench\n43.200.0.7\n\n${text}` },
    });
    expect((await runHere(world, oneList)).outputs["pull-request-operation"]).toBe("none");
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const run = await runHere(world, oneList);
    expect(run.outputs["pull-request-operation"], run.log).toBe("created");
    expect(await world.github.file(branch, file)).toMatch(
      /43\.128\.10\.0\/24\n\n# keep: our test bench\n43\.200\.0\.7\n$/,
    );
  });

  it("is rewritten if a line is not a valid address, and the line is named", async () => {
    await using world = await settledWorld();
    const text = (await world.github.file("main", file)) ?? "";
    await world.github.commit({ branch: "main", files: { [file]: `${text}010.0.0.1\n` } });
    const run = await runHere(world, oneList);
    expect(run.outputs).toMatchObject({ drift: "true", added: "0", removed: "0" });
    expect(await world.github.file(branch, file)).not.toContain("010.0.0.1");
    expect(pull(world, 2).body).toContain("010.0.0.1");
  });

  it("keeps a person's block byte for byte, full-width colon included", async () => {
    await using world = await settledWorld();
    const text = (await world.github.file("main", file)) ?? "";
    const block = "# Keep：办公室  \n 198.51.100.7/32 # Bob's desk\n2001:DB8:0::1";
    await world.github.commit({ branch: "main", files: { [file]: `${block}\n\n${text}` } });
    world.chat.setLists({ "webhook-china": prefixes(11) });
    expect((await runHere(world, oneList)).exitCode).toBe(0);
    expect(await world.github.file(branch, file)).toMatch(new RegExp(`\n\n${block}\n$`));
  });

  it.each([
    ["JSON", '["43.128.0.0/24"]\n'],
    ["a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"],
    ["no list at all", "<!doctype html>\n"],
    ["a keep block with a bad line", "43.128.0.0/24\n\n# keep: office\n198.51.100.7,\n"],
    ["NULs", "43.128.0.0/24\n\0\0\n"],
  ])("is held back, even when suspicious changes are allowed, where it holds %s", async (_, text) => {
    await using world = await settledWorld();
    await world.github.commit({ branch: "main", files: { [file]: text } });
    const { list } = await look(world);
    const allow = { "allow-suspicious": `webhook-china@${list.answerDigest}` };
    const { run, list: again, summary } = await look(world, allow);
    expect([again.status, run.pullRequest?.operation]).toEqual(["held-back", "none"]);
    expect(summary).toMatch(/The file (is|has|contains) /);
  });

  it("counts a line with a comma too many as committed", async () => {
    await using world = await settledWorld();
    const text = ((await world.github.file("main", file)) ?? "").replace("43.128.9.0/24", "43.128.9.0/24,");
    await world.github.commit({ branch: "main", files: { [file]: text } });
    world.chat.setLists({ "webhook-china": prefixes(9) });
    const run = await runHere(world, oneList);
    expect(run.outputs).toMatchObject({ drift: "true", removed: "1" });
  });

  it("has the fewest prefixes where aggregate is on", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": ["43.128.0.0/25", "43.128.0.128/25", "43.128.1.0/24"] });
    await runHere(world, { ...oneList, aggregate: "true" });
    expect(await entries(world, branch)).toEqual(["43.128.0.0/23"]);
  });
});

/** What a run finds of the one list, and what a person reads. */
async function look(world: World, inputs: Readonly<Record<string, string>> = {}) {
  const run = await runHere(world, { ...oneList, ...inputs });
  const [list] = run.lists;
  if (!list || list.status === "failed") throw new Error("the list was loaded");
  return { run, list, summary: renderSummary(run) };
}

describe("guardrails", () => {
  it.each<[string, string[], RegExp]>([
    ["an empty answer", [], /empty/i],
    ["a prefix that is too broad", [...prefixes(10), "44.0.0.0/7"], /44\.0\.0\.0\/7/],
    ["a loopback address", [...prefixes(10), "127.0.0.2"], /127\.0\.0\.2/],
    ["a private network", [...prefixes(10), "10.1.0.0/16"], /10\.1\.0\.0\/16/],
    ["a documentation address", [...prefixes(10), "203.0.113.7"], /203\.0\.113\.7/],
    ["an entry that is not an address", [...prefixes(10), "chat.example.com"], /chat\.example\.com/],
  ])("hold back a list for %s", async (_case, live, reason) => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": live });
    const { requests } = world.github;
    const before = requests.length;
    const { run, list, summary } = await look(world);
    expect([list.status, run.pullRequest?.operation]).toEqual(["held-back", "none"]);
    expect(summary).toMatch(reason);
    expect(requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("hold back removals alone where most of a list is gone", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": [...prefixes(2), "44.0.0.0/24"] });
    const { run, list, summary } = await look(world);
    expect([list.status, run.pullRequest?.operation]).toEqual(["drift", "created"]);
    expect(await entries(world, branch)).toEqual([...prefixes(10), "44.0.0.0/24"]);
    expect(summary).toMatch(/80%/);
  });

  it("end the run red and name the list, and hold nothing else up", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(2), "web-china": prefixes(4) });
    const held = await world.run({ lists: "webhook-china, web-china" });
    expect(held.exitCode).toBe(1);
    expect(held.outputs["failed-lists"]).toBe('["webhook-china"]');
    expect(held.outputs["changed-lists"]).toBe('["web-china"]');
    expect(held.outputs["pull-request-operation"]).toBe("created");
    expect(await entries(world, branch)).toEqual(prefixes(10));
    await expectSound(world);
  });

  it("let through the one answer that a person has looked at", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(2) });
    const { list } = await look(world);
    const allow = { "allow-suspicious": `webhook-china@${list.answerDigest}` };
    const allowed = await runHere(world, { ...oneList, ...allow });
    expect(allowed.exitCode, allowed.log).toBe(0);
    expect(await entries(world, branch)).toEqual(prefixes(2));
    world.chat.setLists({ "webhook-china": prefixes(1) });
    expect((await look(world, allow)).list.heldRemovals).not.toEqual([]);
  });

  it("do not hold against a list what is committed already", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": ["127.0.0.2", "43.128.0.0/24"] });
    await world.github.commit({ branch: "main", files: { [file]: "127.0.0.2\n43.128.0.0/24\n" } });
    expect((await runHere(world, oneList)).exitCode).toBe(0);
  });

  it("take another share where max-removed-percent says so", async () => {
    await using world = await settledWorld();
    const spread = Array.from({ length: 10 }, (_, index) => `43.128.${2 * index}.0/24`);
    await world.github.commit({ branch: "main", files: { [file]: `${spread.join("\n")}\n` } });
    world.chat.setLists({ "webhook-china": spread.slice(0, 6) });
    expect((await look(world)).list.heldRemovals).toHaveLength(4);
    expect((await look(world, { "max-removed-percent": "40" })).list.heldRemovals).toEqual([]);
  });
});

describe("removals", () => {
  it("are asked for once more where they don't wait, and only what is absent from both answers goes", async () => {
    let looks = 0;
    let answered = (): void => undefined;
    await using world = await settledWorld({ chat: { onRequest: () => answered() } });
    world.chat.setLists({ "webhook-china": prefixes(8) });
    // Between the two looks one of the two missing prefixes comes back.
    answered = () => {
      looks += 1;
      world.chat.setLists({ "webhook-china": prefixes(9) });
    };
    const { list, summary } = await look(world);
    expect(looks).toBe(2);
    expect(await entries(world, branch)).toEqual(prefixes(9));
    expect(list.drift.removed).toHaveLength(1);
    expect(summary).toContain("43.128.8.0/24");
  });

  it("are not made where the second look fails", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(9) });
    world.chat.addFault({ nth: 2, kind: "code", code: 70009 });
    const run = await runHere(world, oneList);
    expect(run.lists[0]?.status).toBe("failed");
    expect(run.pullRequest?.operation).toBe("none");
  });

  it.each<[string, string[], string]>([
    ["is empty", [], "failed"],
    ["contains what is not an address", [...prefixes(9), "<html>"], "held-back"],
  ])("are not made where the second answer %s", async (_what, second, status) => {
    let looks = 0;
    let answered = (): void => undefined;
    await using world = await settledWorld({ chat: { onRequest: () => answered() } });
    world.chat.setLists({ "webhook-china": prefixes(9) });
    answered = () => {
      looks += 1;
      world.chat.setLists({ "webhook-china": second });
    };
    const run = await runHere(world, oneList);
    expect(looks).toBe(2);
    expect(run.lists[0]?.status).toBe(status);
    expect(run.pullRequest?.operation).toBe("none");
  });

  it("cost no second look where they wait, or where only addresses come", async () => {
    await using world = await settledWorld();
    const asked = world.chat.requests.length;
    world.chat.setLists({ "webhook-china": prefixes(11) });
    await runHere(world, oneList);
    world.chat.setLists({ "webhook-china": prefixes(9) });
    await runHere(world, { ...oneList, "removals-wait": "24" });
    expect(world.chat.requests.length - asked).toBe(2);
  });

  it("wait for a day unless told otherwise, noted in the repository where no clone finds it", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(9) });
    const run = await runHere(world, { ...oneList, "removals-wait": "" });
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs).toMatchObject({
      drift: "false",
      removed: "0",
      "waiting-removals": "1",
      "pull-request-operation": "none",
    });
    const note = await world.github.git("log", "-1", "--format=%B", `refs/chat-ip/waiting/${branch}`);
    expect(note).toContain("43.128.9.0/24");
    expect(await world.github.git("for-each-ref", "--format=%(refname)", "refs/heads")).toBe(
      "refs/heads/main",
    );
    await expectSound(world);
  });
});

describe("other formats", () => {
  it("are committed beside the list, follow it, and go when they are switched off", async () => {
    await using world = await settledWorld();
    await world.github.commit({ branch: "main", files: { "chat-ips/notes.conf": "a person's\n" } });
    const on = await runHere(world, { ...oneList, formats: "nginx, json" });
    expect(on.outputs["pull-request-operation"], on.log).toBe("created");
    const added = await world.github.git("diff", "--name-only", `main...${branch}`);
    expect(added.split("\n")).toHaveLength(2);
    expect(added).toContain("nginx");
    await world.github.merge(2, { deleteBranch: true });
    expect(
      (await runHere(world, { ...oneList, formats: "nginx, json" })).outputs["pull-request-operation"],
    ).toBe("none");

    world.chat.setLists({ "webhook-china": prefixes(11) });
    const moved = await runHere(world, { ...oneList, formats: "json" });
    expect(moved.outputs["pull-request-operation"], moved.log).toBe("created");
    const changes = await world.github.git("diff", "--name-status", `main...${branch}`);
    expect(changes).toMatch(/^D\s.*nginx/m);
    expect(changes).toMatch(/^M\s.*json/m);
    expect(changes).toMatch(/^M\s.*webhook-china\.txt/m);
    expect(changes).not.toContain("notes");
    await expectSound(world);
  });
});

describe("a list that is too much for a format", () => {
  it("fails alone, with what to do", async () => {
    await using world = await createWorld();
    world.chat.setLists({ "webhook-china": prefixes(3), "web-china": prefixes(3) });
    await world.github.commit({ branch: "main", files: { [file]: "# keep\n0.0.0.0/0\n" } });
    const run = await runHere(world, { lists: "webhook-china, web-china", formats: "aws-waf" });
    expect(run.exitCode).toBe(1);
    expect(run.outputs["failed-lists"]).toBe('["webhook-china"]');
    expect(run.outputs["changed-lists"]).toBe('["web-china"]');
    expect(run.summary).toMatch(/aws-waf.*What to do.*formats/s);
  });
});

describe("check mode", () => {
  it("writes nothing and fails where there is drift", async () => {
    await using world = await settledWorld();
    const clean = await world.run({ ...oneList, mode: "check" });
    expect(clean.exitCode, clean.log).toBe(0);
    expect(clean.requests.map(({ path }) => path).join()).not.toContain("pulls");
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const run = await world.run({ ...oneList, mode: "check" });
    expect(run.exitCode).toBe(1);
    expect(run.outputs.drift).toBe("true");
    expect(run.outputs["pull-request-operation"]).toBeUndefined();
    expect(run.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(run.summary).toContain("43.128.10.0/24");
  });
});

describe("a list that fails", () => {
  it("does not stop the others, and is reported with code, meaning and remedy", async () => {
    await using world = await createWorld();
    world.chat.setLists(sampleLists("2025-04-02"));
    world.chat.addFault({
      nth: "every",
      netType: 6,
      kind: "code",
      code: 60020,
      info: "@acme/ops <b>expired</b>\n::error::x",
    });
    const run = await world.run();
    expect(run.exitCode).toBe(1);
    expect(run.outputs["pull-request-operation"], run.log).toBe("created");
    expect(run.outputs["failed-lists"]).toBe('["webhook-global"]');
    expect(await world.github.file(branch, "chat-ips/webhook-global.txt")).toBeNull();
    expect(await entries(world, branch, "chat-ips/all.txt")).toHaveLength(327);
    expect(run.summary).toContain("60020");
    expect(run.log).not.toMatch(/^::error::x/m);
  });
});

describe("secrets", () => {
  it("are masked first and shown nowhere, whatever goes wrong", async () => {
    await using world = await settledWorld();
    world.chat.setLists({ "webhook-china": prefixes(11) });
    const env = { RUNNER_DEBUG: "1", ACTIONS_STEP_DEBUG: "true" };
    const before = world.chat.requests.length;
    const runs = [await world.run(oneList, { env })];
    for (const fault of [
      { kind: "status", status: 502 },
      { kind: "body", body: "<html>usersig</html>" },
      { kind: "reset" },
      { kind: "code", code: 70003 },
    ] as const) {
      world.chat.clearFaults();
      world.chat.addFault({ nth: "every", ...fault });
      runs.push(await world.run(oneList, { env }));
    }
    world.chat.clearFaults();
    world.github.addFault({
      nth: "every",
      kind: "refuse",
      status: 401,
      body: { message: "Bad credentials" },
    });
    runs.push(await world.run(oneList, { env }));
    const userSigs = world.chat.requests
      .slice(before)
      .map(({ query }) => query.usersig)
      .filter((text) => text !== undefined);
    expect(userSigs.length).toBeGreaterThan(0);
    const logs = runs.map(({ log }) => log).join("\n");
    for (const userSig of userSigs) expect(logs).toContain(`::add-mask::${userSig}`);
    for (const run of runs) {
      expect(run.log).toMatch(/^::add-mask::/);
      const told = `${run.log.replaceAll(/^::add-mask::.*$/gm, "")}${run.errorLog}${run.summary}${JSON.stringify([run.report, run.outputs])}`;
      for (const secret of [world.chat.secretKey, world.github.token, ...userSigs])
        expect(told).not.toContain(secret);
    }
    for (const { body, title } of world.github.pullRequests)
      expect(body + title).not.toContain(world.chat.secretKey);
  });
});

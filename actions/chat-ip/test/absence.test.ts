import { expect, it } from "vitest";
import { appsInputs, testApps } from "./harness/apps.ts";
import { runHere } from "./harness/run-here.ts";
import { branch, oneList, operation, prefixes } from "./harness/scenes.ts";
import { createWorld, type World } from "./harness/world.ts";

// GitHub says once that something is not there, in its own words, and it is. A list must not count as new for that.

const keep = "\n# keep: office\n101.32.7.7\n";
const committed = `${prefixes(10).join("\n")}\n${keep}`;

async function worldWith(path: string): Promise<World> {
  const world = await createWorld();
  await world.github.commit({ branch: "main", files: { [`${path}/webhook-china.txt`]: committed } });
  // Half of the list is missing: a first version would pass the guardrails.
  world.chat.setLists({ "webhook-china": [...prefixes(4), "43.250.0.0/25"] });
  return world;
}

const missOnce = ({ github }: World, path: RegExp): void =>
  github.addFault({
    nth: 1,
    method: "GET",
    path,
    kind: "refuse",
    status: 404,
    body: { message: "Not Found" },
  });

it.each<[string, string, RegExp, Record<string, string>]>([
  ["the folder", "chat-ips", /\/contents\//, {}],
  ["a folder within another", "config/firewall/chat", /\/contents\//, {}],
  ["the folder, of a base that is named", "chat-ips", /\/contents\//, { base: "main" }],
  ["the folder, while removals wait", "chat-ips", /\/contents\//, { "removals-wait": "24" }],
  ["the branch", "chat-ips", /\/git\/ref\//, {}],
])("is asked for again where GitHub misses %s once", async (_, path, route, inputs) => {
  await using world = await worldWith(path);
  missOnce(world, route);
  const run = await runHere(world, { ...oneList, path, ...inputs });
  expect([run.exitCode, operation(run)], run.log).toEqual([1, "created"]);
  expect(run.lists[0]).toMatchObject({
    status: "drift",
    file: { exists: true },
    findings: [{ scope: "removals" }],
  });
  const proposed = await world.github.file(branch, `${path}/webhook-china.txt`);
  for (const line of [...prefixes(10), "43.250.0.0/25", keep.trim()]) expect(proposed).toContain(line);
  expect(run.summary).not.toContain("first version");
});

it("is asked for again in check mode, which reads no branch", async () => {
  await using world = await worldWith("chat-ips");
  missOnce(world, /\/contents\//);
  const run = await runHere(world, { ...oneList, mode: "check" });
  expect(run.lists[0]).toMatchObject({ file: { exists: true }, committed: 10 });
  expect(run.summary).not.toContain("first version");
});

it("ends red, with nothing written, where GitHub misses it again and again", async () => {
  await using world = await worldWith("chat-ips");
  world.github.addFault({
    nth: "every",
    path: /\/contents\//,
    kind: "refuse",
    status: 404,
    body: { message: "Not Found" },
  });
  const run = await runHere(world, oneList);
  expect(run.exitCode).toBe(1);
  expect(run.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(run.log).toContain("doesn't list a folder that is there");
  expect(run.outputs.drift ?? "").toBe("");
});

it("holds for the folders of many apps, which are read by one tree", async () => {
  const apps = testApps(3, { "webhook-china": prefixes(4) });
  await using world = await createWorld({ chat: { apps } });
  await world.github.commit({
    branch: "main",
    files: Object.fromEntries(apps.map(({ name }) => [`chat-ips/${name}/webhook-china.txt`, committed])),
  });
  missOnce(world, /\/git\/trees\//);
  const run = await runHere(world, { ...appsInputs(apps, world.chat.url), ...oneList });
  expect(run.lists.filter(({ list }) => list === "webhook-china")).toMatchObject(
    apps.map(() => ({ file: { exists: true }, committed: 10 })),
  );
});

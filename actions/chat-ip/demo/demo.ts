// The main job from beginning to end, on this machine alone: the built Action in a process of its own, a Chat API and
// a GitHub on loopback, a real git repository. Tells the story, and fails where it goes otherwise.
import { type ListName, listNames, sampleAnswers } from "@chat-ip/emulator";
import { createWorld, type World, type WorldRun } from "../test/harness/world.ts";

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, "    ");
const say = (text = ""): void => void process.stdout.write(`${text}\n`);

/** What went otherwise than the story says. */
const surprises: string[] = [];

function expectThat(fact: boolean, otherwise: string): void {
  if (!fact) surprises.push(otherwise);
}

interface Chapter {
  readonly title: string;
  readonly operation: string;
  readonly drift: boolean;
}

async function tell(world: World, chapter: Chapter): Promise<WorldRun> {
  const { chat, github } = world;
  const asked = chat.requests.length;
  const run = await world.run();
  say(`\n── ${chapter.title}`);
  const writes = run.requests.filter(({ method }) => method !== "GET").length;
  const reads = run.requests.length - writes;
  say(
    `${Math.round(run.durationMs)} ms; ${chat.requests.length - asked} requests to the Chat API; ${reads} reads and ${writes} writes to GitHub`,
  );
  for (const [name, value] of Object.entries(run.outputs)) say(`    ${name} = ${value}`);
  expectThat(
    run.exitCode === 0,
    `${chapter.title}: the Action ended with ${run.exitCode}\n${run.log}${run.errorLog}`,
  );
  const operation = run.outputs["pull-request-operation"] ?? "";
  expectThat(operation === chapter.operation, `${chapter.title}: ${operation}, not ${chapter.operation}`);
  expectThat(run.outputs.drift === String(chapter.drift), `${chapter.title}: drift is ${run.outputs.drift}`);
  const secrets = [chat.secretKey, github.token, ...chat.requests.map(({ query }) => query.usersig ?? "")];
  const told = `${run.log.replaceAll(/^::add-mask::.*$/gm, "")}${run.errorLog}${run.summary}${JSON.stringify(run.report)}`;
  expectThat(
    !secrets.some((secret) => secret !== "" && told.includes(secret)),
    `${chapter.title}: a secret was shown`,
  );
  return run;
}

async function showPullRequest({ github }: World, number: number): Promise<void> {
  const pull = github.pullRequests.find((one) => one.number === number);
  if (!pull) return;
  say(`\n  Pull request #${number} (${pull.state}): ${pull.title}`);
  const body = pull.body
    .replaceAll(/<!--.*?-->\n?/gs, "")
    .trim()
    .split("\n");
  const shown = body.slice(0, 60);
  say(indent(shown.join("\n")));
  if (body.length > shown.length) say(indent(`… ${body.length - shown.length} more lines`));
  if (pull.state === "open") {
    say(`\n  git diff --stat main...${pull.head}`);
    say(indent(` ${await github.git("diff", "--stat", `main...${pull.head}`)}`));
  }
}

const numberOf = (run: WorldRun): number => Number(run.outputs["pull-request-number"]);

/** Does the branch hold, list by list, just what the API says? */
async function branchHolds(
  world: World,
  branch: string,
  lists: Record<ListName, readonly string[]>,
): Promise<boolean> {
  const same = listNames.map(async (list) => {
    const text = (await world.github.file(branch, `chat-ips/${list}.txt`)) ?? "";
    const entries = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return entries.length > 0 && entries.sort().join() === [...new Set(lists[list])].sort().join();
  });
  return (await Promise.all(same)).every(Boolean);
}

await using world = await createWorld({ github: { validate: false } });
const { chat, github } = world;
// From one day to the next, two prefixes come and none goes.
const before = sampleAnswers({ day: 2 });
const after = sampleAnswers({ day: 3 });
say("Made-up lists in the shape of a real answer. The Chat API, GitHub and git run on loopback.");

chat.setLists(before);
const first = await tell(world, {
  title: "1. The repository has no allowlists yet",
  operation: "created",
  drift: true,
});
await showPullRequest(world, numberOf(first));
expectThat(await branchHolds(world, "chat-ip/update", before), "1: the branch does not hold the lists");
await github.merge(numberOf(first), { deleteBranch: true });
say(`\n  A person merges #${numberOf(first)}.`);

await tell(world, { title: "2. The next day nothing has changed", operation: "none", drift: false });

chat.setLists(after);
const third = await tell(world, {
  title: "3. A day later, two prefixes are new",
  operation: "created",
  drift: true,
});
await showPullRequest(world, numberOf(third));
expectThat(await branchHolds(world, "chat-ip/update", after), "3: the branch does not hold the lists");

chat.setLists(before);
const fourth = await tell(world, {
  title: "4. They disappear again before anybody has merged",
  operation: "closed",
  drift: false,
});
expectThat(numberOf(fourth) === numberOf(third), "4: another pull request was closed");
const closed = github.pullRequests.find(({ number }) => number === numberOf(third));
expectThat(closed?.state === "closed", "4: the pull request is still open");
say(`\n  Pull request #${closed?.number} is ${closed?.state}, with the comment:`);
for (const { body } of closed?.comments ?? []) say(indent(body.replaceAll(/<!--.*?-->\n?/gs, "").trim()));

const complaints = await github.git("fsck", "--strict", "--no-dangling");
expectThat(complaints === "", `git fsck: ${complaints}`);

if (surprises.length > 0) {
  process.stderr.write(`\nThe demo went wrong:\n${surprises.map((one) => `- ${one}\n`).join("")}`);
  process.exitCode = 1;
} else {
  say("\nAll four steps went as expected.");
}

// The main job from beginning to end, on this machine alone: the built Action in a process of its own, a Chat API and
// a GitHub on loopback, a real git repository. Tells the story, and fails if it goes differently.
import { type ListName, listNames, sampleAnswers } from "@chat-ip/emulator";
import { createWorld, type World, type WorldRun } from "../test/harness/world.ts";

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, "    ");
const say = (text = ""): void => void process.stdout.write(`${text}\n`);

/** What went differently. */
const surprises: string[] = [];

function expectThat(fact: boolean, otherwise: string): void {
  if (!fact) surprises.push(otherwise);
}

interface Chapter {
  readonly title: string;
  readonly operation: "created" | "none" | "closed";
  readonly drift: boolean;
}

const didWith = {
  created: (number: string) => `opened pull request #${number}`,
  none: () => "found nothing to do",
  closed: (number: string) => `closed pull request #${number}`,
} as const;

async function tell(world: World, chapter: Chapter): Promise<WorldRun> {
  const { chat, github } = world;
  const { title, operation, drift } = chapter;
  say(`\n── ${title}\n`);
  const asked = chat.requests.length;
  const run = await world.run();
  const writes = run.requests.filter(({ method }) => method !== "GET").length;
  const reads = run.requests.length - writes;
  const lists = chat.requests.length - asked;
  const {
    added,
    grade,
    "pull-request-operation": done = "",
    "pull-request-number": number = "",
  } = run.outputs;
  say(`  The Action ${didWith[operation](number)}, ${Math.round(run.durationMs)} ms after it was started.`);
  say(`  Requests: ${lists} to the Chat API, ${reads} reads and ${writes} writes on GitHub.`);
  say(`  Outputs: drift=${run.outputs.drift} added=${added} grade=${grade} pull-request-operation=${done} …`);
  expectThat(
    run.exitCode === 0,
    `${title}: the Action ended with ${run.exitCode}\n${run.log}${run.errorLog}`,
  );
  expectThat(done === operation, `${title}: the operation is ${done}, not ${operation}`);
  expectThat(run.outputs.drift === String(drift), `${title}: drift is ${run.outputs.drift}`);
  const secrets = [chat.secretKey, github.token, ...chat.requests.map(({ query }) => query.usersig ?? "")];
  const told = `${run.log.replaceAll(/^::add-mask::.*$/gm, "")}${run.errorLog}${run.summary}${JSON.stringify(run.report)}`;
  expectThat(
    !secrets.some((secret) => secret !== "" && told.includes(secret)),
    `${title}: a secret was shown`,
  );
  return run;
}

/** The first screen of a pull request, and how much more is folded away. */
async function showPullRequest({ github }: World, number: number): Promise<void> {
  const pull = github.pullRequests.find((one) => one.number === number);
  if (!pull) return;
  say(`\n  What a reviewer reads in #${number}, “${pull.title}”:\n`);
  const body = pull.body.replaceAll(/<!--.*?-->\n?/gs, "").trim();
  const [screen = "", ...folded] = body.split(/\n(?=<details>)/);
  say(indent(screen.trimEnd()));
  const titles = folded.map((part) => /<summary>(.*?)<\/summary>/.exec(part)?.[1] ?? "");
  say(`\n${indent(titles.map((title) => `▸ ${title}`).join("\n"))}`);
  say(`\n  git diff --stat main...${pull.head}\n`);
  say(indent(` ${await github.git("diff", "--stat", `main...${pull.head}`)}`));
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

say("The Action, run four times against a Chat API and a GitHub on this machine. Nothing leaves it.");
say(
  "The addresses are made up, in the shape of a real answer. The Action, git and the pull requests are real.",
);
await using world = await createWorld({ github: { validate: false } });
const { chat, github } = world;
// From one day to the next, two prefixes come and none goes.
const before = sampleAnswers({ day: 2 });
const after = sampleAnswers({ day: 3 });

chat.setLists(before);
const first = await tell(world, {
  title: "1. A new repository: no allowlists yet",
  operation: "created",
  drift: true,
});
await showPullRequest(world, numberOf(first));
expectThat(await branchHolds(world, "chat-ip/update", before), "1: the branch does not hold the lists");
await github.merge(numberOf(first), { deleteBranch: true });
say(`\n  You merge #${numberOf(first)}.`);

await tell(world, { title: "2. The next day, nothing has changed", operation: "none", drift: false });

chat.setLists(after);
const third = await tell(world, {
  title: "3. A day later, the API lists two new prefixes",
  operation: "created",
  drift: true,
});
await showPullRequest(world, numberOf(third));
expectThat(await branchHolds(world, "chat-ip/update", after), "3: the branch does not hold the lists");

chat.setLists(before);
const fourth = await tell(world, {
  title: "4. They are gone again, before anybody has merged",
  operation: "closed",
  drift: false,
});
expectThat(numberOf(fourth) === numberOf(third), "4: another pull request was closed");
const closed = github.pullRequests.find(({ number }) => number === numberOf(third));
expectThat(closed?.state === "closed", "4: the pull request is still open");
say(`\n  Its last comment on #${closed?.number}:\n`);
say(indent((closed?.comments.at(-1)?.body ?? "").replaceAll(/<!--.*?-->\n?/gs, "").trim()));

const complaints = await github.git("fsck", "--strict", "--no-dangling");
expectThat(complaints === "", `git fsck: ${complaints}`);

if (surprises.length > 0) {
  process.stderr.write(`\nThe demo went wrong:\n${surprises.map((one) => `- ${one}\n`).join("")}`);
  process.exitCode = 1;
} else {
  say(`
── All four steps went as expected. What to try next

  npm run demo:webhooks      a server that lets in Chat's webhooks only: good, forged, replayed and unlisted calls
  examples/                  five small projects to copy, such as the workflow or a guarded Express server
  docs/getting-started.md    the same in your repository, in ten minutes
  CONTRIBUTING.md            change something: npm test runs every check`);
}

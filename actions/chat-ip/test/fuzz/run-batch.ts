import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ListName, listNames } from "@chat-ip/core";
import { createGitHubEmulator, type GitHubEmulator } from "@chat-ip/github-emulator";
import { appsInputs, testApps } from "../harness/apps.ts";
import { commitBytes, gitBytes } from "../harness/commit-bytes.ts";
import { type ActionRun, runAction } from "../harness/run-action.ts";
import { headOf, scheduledRun } from "../harness/scheduled-run.ts";
import { type ReportedList, wrongWith } from "./judge.ts";
import { type Dice, type FuzzCase, mutatedList } from "./mutations.ts";

interface Placed extends FuzzCase {
  readonly app: string;
  readonly list: ListName;
  readonly path: string;
}

/** How many lists came to what. */
export type Tally = Record<ReportedList["status"], number>;

/** Serves each app's lists, byte for byte; the key of an answer is the app's id and the `nettype`. */
async function serveAnswers(answers: ReadonlyMap<string, Buffer>): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    const { searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
    const key = `${searchParams.get("sdkappid")} ${searchParams.get("nettype")}`;
    response.writeHead(200, { "content-type": "application/json" }).end(answers.get(key));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The files of a branch, byte for byte; `null` for one that isn't there. */
async function readBytes(
  { gitDirectory }: GitHubEmulator,
  branch: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Buffer | null>> {
  const asked = Buffer.from(paths.map((path) => `${branch}:${path}\n`).join(""));
  const printed = await gitBytes(gitDirectory, ["cat-file", "--batch"], asked);
  const files = new Map<string, Buffer | null>();
  let at = 0;
  for (const path of paths) {
    const end = printed.indexOf("\n", at);
    const size = / blob (\d+)$/.exec(printed.toString("utf8", at, end))?.[1];
    at = end + 1;
    files.set(path, size === undefined ? null : printed.subarray(at, at + Number(size)));
    if (size !== undefined) at += Number(size) + 1;
  }
  return files;
}

function placeCases(dice: Dice, apps: readonly { readonly name: string }[]): Placed[] {
  return apps.flatMap(({ name }) =>
    listNames.map((list) => ({
      ...mutatedList(dice),
      app: name,
      list,
      path: `chat-ips/${name}/${list}.txt`,
    })),
  );
}

const branch = "chat-ip/update";

/**
 * Runs the built bundle once, over seven mutated lists of each app.
 *
 * @returns what became of the lists
 * @throws {Error} that names the list, with its file and its answer, where a proposal is wrong
 */
export async function runBatch(dice: Dice, appCount: number): Promise<Tally> {
  const apps = testApps(appCount);
  const cases = placeCases(dice, apps);
  const ids = new Map(apps.map(({ name, sdkAppId }) => [name, sdkAppId]));
  const answers = new Map(
    cases.map(({ app, list, answer }) => [`${ids.get(app)} ${listNames.indexOf(list)}`, answer]),
  );
  const chat = await serveAnswers(answers);
  await using github = await createGitHubEmulator();
  try {
    await commitBytes(
      github,
      new Map(cases.flatMap(({ path, file }) => (file === null ? [] : [[path, file]]))),
    );
    const run = await runAction({
      inputs: { ...appsInputs(apps, chat.url), token: github.token, "removals-wait": String(24 * dice(2)) },
      env: await scheduledRun(github),
    });
    return await judgeRun(run, github, cases);
  } finally {
    chat.close();
  }
}

async function judgeRun(run: ActionRun, github: GitHubEmulator, cases: readonly Placed[]): Promise<Tally> {
  const told = run.report as {
    lists: (ReportedList & { app: string; list: string })[];
    error: unknown;
  } | null;
  if (told === null || told.error !== null) throw new Error(`the run failed: ${run.log}${run.errorLog}`);
  const reported = new Map(told.lists.map((one) => [`${one.app}/${one.list}`, one]));
  const hasBranch = (await headOf(github, branch)) !== "";
  const proposed = await readBytes(
    github,
    hasBranch ? branch : "main",
    cases.map(({ path }) => path),
  );
  const tally: Tally = { current: 0, drift: 0, "held-back": 0, failed: 0 };
  for (const { app, list, path, file, answer } of cases) {
    const one = reported.get(`${app}/${list}`);
    const after = proposed.get(path) ?? null;
    const wrong = wrongWith(file, after, one);
    if (one) tally[one.status] += 1;
    if (wrong === null) continue;
    const shown = JSON.stringify({
      file: file?.toString("latin1"),
      answer: answer.toString("latin1"),
      after: after?.toString("utf8"),
      one,
    });
    throw new Error(`${app}/${list}: ${wrong}\n${shown}`);
  }
  if (run.exitCode === 0 && tally["held-back"] + tally.failed > 0)
    throw new Error("a list failed, and the run is green");
  return tally;
}

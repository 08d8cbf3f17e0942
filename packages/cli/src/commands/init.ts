import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline/promises";
import { isListName, isRegion, listNames, regionNames } from "@chat-ip/core";
import { type CommandBody, type Invocation, isSet, textOf } from "../command.ts";
import { usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeFiles } from "../files/write-files.ts";
import { type InitHost, initHosts, renderWorkflow, workflowFiles } from "../init/templates.ts";
import { oneLine } from "../one-line.ts";
import { configFileName } from "../settings/config-file.ts";
import { createSettingReader } from "../settings/setting-reader.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";

const schemaUrl = "https://unpkg.com/@chat-ip/cli/config.schema.json";

/** @param isAnswer whether an answer can be used; a person is asked again until one can */
type Ask = (question: string, fallback: string, isAnswer: (text: string) => boolean) => Promise<string>;

/** Asks a person on the terminal; without one, what has no default must be given by flags. */
function createAsk(lines: Interface | null): Ask {
  return async (question, fallback, isAnswer) => {
    if (lines === null) return fallback;
    for (;;) {
      const given = (await lines.question(`${question}${fallback === "" ? "" : ` (${fallback})`}: `)).trim();
      const answer = given === "" ? fallback : given;
      if (isAnswer(answer)) return answer;
    }
  };
}

function guessHost(cwd: string): InitHost {
  if (existsSync(join(cwd, ".gitlab-ci.yml"))) return "gitlab";
  return existsSync(join(cwd, ".gitea")) ? "gitea" : "github";
}

interface Answers {
  readonly host: InitHost;
  readonly sdkAppId: number;
  readonly region: string;
  readonly lists: readonly string[];
  readonly path: string;
}

const isHost = (text: string): boolean => initHosts.some((name) => name === text);
const isAppId = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 0xffff_ffff;
const isFolderBelow = (text: string): boolean =>
  /^[\w.-]+(\/[\w.-]+)*$/.test(text) && !text.split("/").includes("..");
const namesIn = (text: string): readonly string[] => text.split(/[,\s]+/).filter((name) => name !== "");
const areLists = (text: string): boolean =>
  text === words().init.ask.allLists || namesIn(text).every((name) => isListName(name));

async function readAnswers({ flags, env, cwd }: Invocation, ask: Ask): Promise<Answers> {
  const reader = createSettingReader({ flags, env, cwd, config: null });
  const say = words().init;
  const host = textOf(flags, "host") ?? (await ask(say.ask.host(initHosts), guessHost(cwd), isHost));
  const id = reader.text("sdk-app-id") ?? (await ask(say.ask.sdkAppId, "", isAppId));
  const region = reader.text("region") ?? (await ask(say.ask.region(regionNames), "", isRegion));
  const lists = reader.text("lists") ?? (await ask(say.ask.lists(listNames), say.ask.allLists, areLists));
  const path = reader.text("path") ?? (await ask(say.ask.path, "chat-ips", isFolderBelow));
  const names = lists === say.ask.allLists ? [] : namesIn(lists);
  const found = initHosts.find((name) => name === host);
  if (found === undefined) reader.note(say.unknownHost(oneLine(host, 40), suggestion(host, initHosts)));
  if (!isAppId(id)) {
    reader.note(say.badId(oneLine(id, 20)));
  }
  if (!isRegion(region)) {
    const shown = oneLine(region, 40);
    reader.note(
      shown === "" ? say.noRegion(regionNames) : say.badRegion(shown, suggestion(region, regionNames)),
    );
  }
  for (const name of names.filter((one) => !isListName(one))) {
    reader.note(words().sets.unknownList(oneLine(name, 40), suggestion(name, listNames)));
  }
  if (!isFolderBelow(path)) {
    reader.note(say.badPath(oneLine(path, 80)));
  }
  reader.finish();
  return { host: found ?? "github", sdkAppId: Number(id), region, lists: names, path };
}

export const init: CommandBody = {
  details: "Asks for what the flags don't say. Files that exist are left alone unless --force is given.",
  settings: ["sdk-app-id", "region", "lists", "path"],
  flags: [
    { flags: "--host <name>", description: "github, gitlab or gitea.", values: initHosts },
    { flags: "--force", description: "Overwrite files that exist." },
  ],
  examples: [
    { line: "chat-ip init", does: "asks" },
    { line: "chat-ip init --host gitlab --sdk-app-id 1400000000 --region singapore", does: "asks nothing" },
  ],
  async run(invocation) {
    const { flags, terminal, cwd } = invocation;
    const interactive = process.stdin.isTTY === true && process.stderr.isTTY === true;
    const lines = interactive
      ? createInterface({ input: process.stdin, output: process.stderr, signal: invocation.signal })
      : null;
    let answers: Answers;
    try {
      answers = await readAnswers(invocation, createAsk(lines));
    } finally {
      lines?.close();
    }
    const { host, sdkAppId, region, lists, path } = answers;
    const config = {
      $schema: schemaUrl,
      "sdk-app-id": sdkAppId,
      region,
      ...(lists.length === 0 ? {} : { lists }),
      ...(path === "chat-ips" ? {} : { path }),
    };
    const texts = new Map([
      [configFileName, `${JSON.stringify(config, null, 2)}\n`],
      [workflowFiles[host], renderWorkflow(host, answers)],
    ]);
    const existing = [...texts.keys()].filter((file) => existsSync(join(cwd, file)));
    if (existing.length > 0 && !isSet(flags, "force")) {
      throw usageError(words().init.exists(existing));
    }
    await writeFiles(cwd, texts);
    const { next, steps } = words().init;
    if (terminal.json) terminal.writeJson("init", { files: [...texts.keys()], nextSteps: steps(host) });
    else terminal.write([...texts.keys()].map((file) => `${file}\n`).join(""));
    terminal.say([next, ...steps(host).map((step) => `  - ${step}`)].join("\n"));
    return exitCodes.ok;
  },
};

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { Api } from "tls-sig-api-v2";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { sampleAnswers } from "../src/index.ts";
import { ask } from "./ask.ts";
import { sampleKey } from "./sign-user-sig.ts";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chat-ip-emulator-"));
const launcher = join(folder, "bin", "chat-ip-emulator.js");

/** The package as it is published: built, with just what `files` and `bin` name. */
beforeAll(() => {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin",
    "tsc",
  );
  // Types are checked elsewhere, with the packages built in their order.
  const build = (cwd: string, outDir: string): void => {
    const args = [compiler, "-p", "tsconfig.build.json", "--noCheck", "--outDir", outDir];
    execFileSync(process.execPath, args, { cwd });
  };
  build(packageFolder, join(folder, "dist"));
  const commandsFolder = fileURLToPath(new URL("../../commands", import.meta.url));
  const installedCommands = join(folder, "node_modules", "@chat-ip", "commands");
  build(commandsFolder, join(installedCommands, "dist"));
  cpSync(join(commandsFolder, "package.json"), join(installedCommands, "package.json"));
  for (const name of ["package.json", "bin", "data"]) {
    cpSync(join(packageFolder, name), join(folder, name), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function launch(
  ...args: string[]
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function outcomeOf(...args: string[]): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  const child = launch(...args);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { exitCode, stdout, stderr };
}

test("package.json publishes the launcher, the build and the sample tables", () => {
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toMatchObject({
    bin: { "chat-ip-emulator": "./bin/chat-ip-emulator.js" },
    files: expect.arrayContaining(["bin", "data", "dist"]),
  });
});

test("serves the sample lists, prints a line for each request, and closes on SIGINT", async () => {
  const child = launch("--seed", "7", "--day", "2");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const greeting = String((await lines.next()).value);
  const url = /^Chat API on (http:\/\/127\.0\.0\.1:\d+)$/.exec(greeting)?.[1] ?? expect.fail(greeting);
  const usersig = new Api(1_400_000_000, sampleKey).genSig("administrator", 3600);
  const response = await ask(url, { usersig });
  expect(await response.json()).toMatchObject({ IPList: sampleAnswers({ seed: 7, day: 2 }).all });
  child.kill("SIGINT");
  const rest: string[] = [];
  for await (const line of lines) rest.push(line);
  expect(rest.at(-1)).toBe('"ConfigSvc/GetIPList" nettype "0": ErrorCode 0');
  expect(rest.join("\n")).toContain(`curl -d '{}' "${url}/v4/ConfigSvc/GetIPList?sdkappid=1400000000&`);
  expect(rest.join("\n")).not.toContain(usersig);
  expect(child.exitCode ?? (await once(child, "close"))[0]).toBe(0);
});

test("answers the lists of a file, for the given app, key and identifier", async () => {
  const file = join(folder, "lists.json");
  writeFileSync(file, JSON.stringify({ "web-global": ["203.0.113.9"] }));
  const key = "a key of the user's own";
  const child = launch("--lists", file, "--sdk-app-id", "20000001", "--secret-key", key, "--admin", "admin");
  const output: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    output.push(line);
    if (line.startsWith("Press Ctrl+C")) break;
  }
  const url = /http:\S+/.exec(output[0] ?? "")?.[0] ?? expect.fail(output[0]);
  const usersig = new Api(20_000_001, key).genSig("admin", 3600);
  const response = await ask(url, { usersig, sdkappid: "20000001", identifier: "admin", nettype: "4" });
  expect(await response.json()).toMatchObject({ ErrorCode: 0, IPList: ["203.0.113.9"] });
  expect(output.join("\n")).not.toContain(key);
});

test("--help prints every option and exits with 0", async () => {
  const { exitCode, stdout, stderr } = await outcomeOf("--help");
  expect([exitCode, stderr]).toEqual([0, ""]);
  for (const option of [
    "--port",
    "--sdk-app-id",
    "--secret-key",
    "--admin",
    "--seed",
    "--day",
    "--lists",
    "--version",
    "--help",
  ]) {
    expect(stdout).toContain(option);
  }
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  expect(await outcomeOf("--version")).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
});

test.each([
  { args: ["--bogus"], exitCode: 2, says: /--bogus/ },
  { args: ["--day", "today"], exitCode: 2, says: /--day must be a number from 0 to 1000/ },
  { args: ["--port", "70000"], exitCode: 1, says: /port must be an integer from 0 to 65535/ },
  { args: ["--lists", "missing.json"], exitCode: 1, says: /--lists: there is no such file/ },
  { args: ["--lists", launcher], exitCode: 1, says: /--lists: the file is not JSON/ },
  {
    args: ["--lists", join(folder, "package.json")],
    exitCode: 1,
    says: /lists has "name", which is not one of all, /,
  },
])("$args: one line says what is wrong", async ({ args, exitCode, says }) => {
  const outcome = await outcomeOf("--secret-key", "hidden-key", ...args);
  expect(outcome).toMatchObject({ exitCode, stdout: "" });
  expect(outcome.stderr).toMatch(says);
  expect(outcome.stderr).toMatch(/^chat-ip-emulator: [^\n]+\n$/);
  expect(outcome.stderr).not.toContain("hidden-key");
});

test("says that the port is in use", async () => {
  const child = launch();
  const [greeting] = await once(createInterface(child.stdout), "line");
  const port = /\d+$/.exec(greeting)?.[0] ?? expect.fail(greeting);
  const { exitCode, stderr } = await outcomeOf("--port", port);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
});

// Measures the built program in processes of its own, against what can't be avoided: Node alone, and reading the same file.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listNames } from "@chat-ip/core";
import { createEmulator } from "@chat-ip/emulator";
import { buildCli } from "../build.ts";

const dist: string = fileURLToPath(new URL("../dist", import.meta.url));
await buildCli(dist);
const chatIp = join(dist, "chat-ip.cjs");
const place = mkdtempSync(join(tmpdir(), "chat-ip-bench-"));
const megabytes = Number(process.env.CHAT_IP_BENCH_MB ?? 200);

interface Timed {
  readonly ms: number;
  readonly exitCode: number | null;
}

/** Runs a program without waiting in its way: the emulator of `check` answers from this process. */
function run(
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Record<string, string> } = {},
): Promise<Timed> {
  const stdin = options.input === undefined ? ("ignore" as const) : openSync(options.input, "r");
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: place,
    env: { ...process.env, ...options.env },
    stdio: [stdin, "ignore", "ignore"],
  });
  return new Promise((resolve) => {
    child.once("close", (exitCode) => {
      if (typeof stdin === "number") closeSync(stdin);
      resolve({ ms: performance.now() - started, exitCode });
    });
  });
}

/** The fastest of several runs, taken in turn with another program: other work on the machine disturbs those least. */
async function compareRuns(
  rounds: number,
  ours: () => Promise<Timed>,
  theirs: () => Promise<Timed>,
): Promise<readonly [number, number]> {
  const mine: number[] = [];
  const others: number[] = [];
  await ours();
  await theirs();
  for (let round = 0; round < rounds; round++) {
    others.push((await theirs()).ms);
    mine.push((await ours()).ms);
  }
  return [Math.min(...mine), Math.min(...others)];
}

function report(name: string, [ours, theirs]: readonly [number, number], limit: string): void {
  const ratio = (ours / theirs).toFixed(2);
  process.stdout.write(
    `${name}: ${ours.toFixed(0)} ms against ${theirs.toFixed(0)} ms, ${ratio} × (${limit})\n`,
  );
}

function writeLog(file: string): void {
  const out = openSync(file, "w");
  const rest =
    ' - - [26/Nov/2026:10:00:00 +0000] "POST /hook?SdkAppid=1400000000 HTTP/1.1" 200 64 "-" "Chrome/120.0.0.0"\n';
  for (let written = 0, n = 0; written < megabytes * 1e6; ) {
    let chunk = "";
    for (let line = 0; line < 10_000; line++, n++) {
      const host = (n * 7919) % 5000;
      chunk += `${n % 20 === 0 ? `2001:db8::${host.toString(16)}` : `43.${host >> 8}.${host & 255}.7`}${rest}`;
    }
    written += writeSync(out, chunk);
  }
  closeSync(out);
}

try {
  const bare = (): Promise<Timed> => run(["-e", "0"]);
  report(
    "--version",
    await compareRuns(15, () => run([chatIp, "--version"]), bare),
    "at most 1.6 × bare Node",
  );
  report(
    "explain",
    await compareRuns(15, () => run([chatIp, "explain", "70009"]), bare),
    "against bare Node",
  );

  const log = join(place, "access.log");
  writeLog(log);
  mkdirSync(join(place, "chat-ips"));
  writeFileSync(join(place, "chat-ips/all.txt"), "43.0.0.0/12\n");
  const split = `let n=0; for await (const line of require("readline").createInterface({input:process.stdin})) n+=line.length`;
  const splitter = (): Promise<Timed> => run(["-e", `(async()=>{${split}})()`], { input: log });
  const lookup = (): Promise<Timed> => run([chatIp, "lookup"], { input: log });
  report(
    `lookup of ${megabytes} MB`,
    await compareRuns(5, lookup, splitter),
    "at most 1.5 × a splitter into lines",
  );
  rmSync(log);

  const prefixes = Array.from({ length: 141 }, (_, n) => `43.${132 + (n >> 7)}.${n & 127}.0/25`);
  await using emulator = await createEmulator({
    lists: Object.fromEntries(listNames.map((name) => [name, prefixes])),
  });
  const env = {
    CHAT_IP_ENDPOINT: emulator.url,
    CHAT_IP_SDK_APP_ID: String(emulator.sdkAppId),
    CHAT_IP_SECRET_KEY: emulator.secretKey,
  };
  const run7 = (command: string): Promise<Timed> => run([chatIp, command], { env });
  // The files as the program itself writes them, as they are in a repository that uses it.
  rmSync(join(place, "chat-ips"), { recursive: true });
  for (const command of ["sync", "check"]) {
    const { exitCode } = await run7(command);
    if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}`);
  }
  // What the emulator and the network take of it: the same number of requests, at once, by Node's own client.
  const ask = `const http=require("node:http"),agent=new http.Agent({keepAlive:true});let left=7;
    for(let n=0;n<7;n++)http.request(process.env.CHAT_IP_ENDPOINT+"/v4/ConfigSvc/GetIPList",{method:"POST",agent},
    (answer)=>answer.resume().on("end",()=>--left||agent.destroy())).end("{}")`;
  const roundTrip = (): Promise<Timed> => run(["-e", ask], { env });
  const [check, trip] = await compareRuns(9, () => run7("check"), roundTrip);
  report(
    "check of seven lists, nothing to do",
    [check, trip],
    `${(check - trip).toFixed(0)} ms over Node with a round trip, at most 120`,
  );

  const git = (...args: string[]): void =>
    void spawnSync("git", args, { cwd: place, env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" } });
  git("init", "-q");
  const stream: string[] = [];
  for (let n = 1; n <= 2000; n++) {
    const text = [...prefixes.slice(n % 40), `43.140.${n >> 8}.${n & 255}`]
      .map((prefix) => `${prefix}\n`)
      .join("");
    const head = `commit refs/heads/main\ncommitter A <a@b.c> ${1_700_000_000 + n * 3600} +0000\ndata 4\nUp ${n % 10}\n`;
    stream.push(`${head}M 100644 inline chat-ips/all.txt\ndata ${text.length}\n${text}\n`);
  }
  spawnSync("git", ["fast-import", "--quiet", "--force"], { cwd: place, input: stream.join("") });
  git("symbolic-ref", "HEAD", "refs/heads/main");
  const [history] = await compareRuns(3, () => run([chatIp, "history", "43.132.9.7"]), bare);
  process.stdout.write(`history of 2,000 commits: ${history.toFixed(0)} ms (at most 2,000)\n`);
} finally {
  rmSync(place, { recursive: true });
}

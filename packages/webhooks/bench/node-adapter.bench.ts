/**
 * Calls through the node adapter, and the same calls to a bare server that reads, parses and answers. Measured by the processor time of
 * the server's process, so that what else the machine does hardly counts. At least 2,000 calls for each second of one core.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { report } from "../../allowlist/bench/side-by-side.ts";
import { signWebhook } from "../src/index.ts";

const LIMIT = 2_000;
const CALLS = 2_000;
const ROUNDS = 7;
const CONNECTIONS = 8;

const body = JSON.stringify({
  CallbackCommand: "C2C.CallbackBeforeSendMsg",
  From_Account: "jared",
  To_Account: "jonh",
  MsgSeq: 48374,
  MsgRandom: 2837546,
  MsgTime: 1557481126,
  MsgKey: "48374_2837546_1557481126",
  OnlineOnlyFlag: 1,
  MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "x".repeat(500) } }],
});

const child = fork(fileURLToPath(new URL("serve-calls.ts", import.meta.url)));
const [ports] = (await once(child, "message")) as [{ bare: number; guarded: number }];

async function cpuUs(): Promise<number> {
  child.send("how much?");
  const [answer] = (await once(child, "message")) as [{ cpuUs: number }];
  return answer.cpuUs;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

function call(port: number): Promise<void> {
  const query = signWebhook({
    token: "bench-token",
    sdkAppId: 1400000000,
    command: "C2C.CallbackBeforeSendMsg",
  });
  return new Promise((resolve, reject) => {
    const headers = { "content-length": Buffer.byteLength(body) };
    const outgoing = request(
      { host: "127.0.0.1", port, method: "POST", path: `/chat?${query}`, agent, headers },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`a good call got ${response.statusCode}`));
        response.resume().on("end", resolve).on("error", reject);
      },
    );
    outgoing.on("error", reject).end(body);
  });
}

/** Processor time of the server for one call, in microseconds. */
async function measure(port: number): Promise<number> {
  const before = await cpuUs();
  let left = CALLS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call(port);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return ((await cpuUs()) - before) / CALLS;
}

const times: Record<keyof typeof ports, number[]> = { bare: [], guarded: [] };
await measure(ports.bare);
await measure(ports.guarded);
for (let round = 0; round < ROUNDS; round++) {
  times.bare.push(await measure(ports.bare));
  times.guarded.push(await measure(ports.guarded));
}
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const [bareUs, guardedUs] = [median(times.bare), median(times.guarded)];
const perSecond = 1_000_000 / guardedUs;
const numbers = `${guardedUs.toFixed(0)} µs, ${bareUs.toFixed(0)} µs`;
report(
  "node adapter, calls a second on one core",
  `${perSecond.toFixed(0)} (limit ${LIMIT}), ${(guardedUs / bareUs).toFixed(2)} × the time of a bare server (${numbers})`,
  perSecond >= LIMIT,
);
agent.destroy();
child.kill();

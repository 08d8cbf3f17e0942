// What a request costs on top of the same request by undici: same signing and random numbers, connections kept, answer
// parsed. Both take turns in short rounds, so that whatever slows the machine down slows down both.
//   node --conditions=@chat-ip/source packages/core/bench/request.bench.ts
import { fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createChatClient, createUserSigSigner } from "@chat-ip/core";
import { Pool } from "undici";
import { app, median, report } from "./report.ts";

type Ask = () => Promise<unknown>;

/** @returns milliseconds that so many requests take, and the processor's time in this process */
async function measure(
  ask: Ask,
  requests: number,
  atOnce: number,
): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < requests; i += atOnce) await Promise.all(Array.from({ length: atOnce }, ask));
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
}

async function compare(what: string, awayMs: number, requests: number, atOnce: number): Promise<void> {
  const server = fork(fileURLToPath(new URL("answering-server.ts", import.meta.url)), [String(awayMs)]);
  const [port] = (await once(server, "message")) as [number];
  const url = `http://127.0.0.1:${port}`;
  const client = createChatClient({ ...app, endpoint: url, rateLimits: false });
  const pool = new Pool(url);
  const signer = createUserSigSigner(app);
  const headers = { "content-type": "application/json" };
  const byCore: Ask = () => client.request("ConfigSvc/GetIPList", {}, { nettype: 0 });
  const byUndici: Ask = async () => {
    const query = `sdkappid=${app.sdkAppId}&identifier=${app.identifier}&usersig=${signer.current()}&random=${randomInt(2 ** 32)}&contenttype=json&nettype=0`;
    const path = `/v4/ConfigSvc/GetIPList?${query}`;
    return (await pool.request({ path, method: "POST", headers, body: JSON.stringify({}) })).body.json();
  };
  const rounds: { readonly ms: number; readonly cpu: number }[] = [];
  for (let round = -3; round < 15; round++) {
    const bare = await measure(byUndici, requests, atOnce);
    const core = await measure(byCore, requests, atOnce);
    if (round >= 0) rounds.push({ ms: core.ms / bare.ms, cpu: core.cpuMs / bare.cpuMs });
  }
  const ratio = median(rounds.map(({ ms }) => ms));
  const cpu = median(rounds.map((round) => round.cpu));
  report(`request, core / bare undici, ${what}`, ratio, "×", "1.10×", ratio <= 1.1);
  console.log(`       processor time of it: ${cpu.toFixed(2)}×`);
  await Promise.all([client.close(), pool.close()]);
  server.disconnect();
}

await compare("on loopback", 0, 800, 1);
await compare("on loopback, 20 at once", 0, 2000, 20);
await compare("2 ms away", 2, 100, 1);

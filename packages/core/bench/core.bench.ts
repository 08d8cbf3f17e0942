// What the client costs, as ratios within one run, since times depend on the machine:
//   node --conditions=@chat-ip/source packages/core/bench/core.bench.ts
// Exits with 1 when a ratio is beyond its limit.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createChatClient, createUserSigSigner, listNames, signUserSig } from "@chat-ip/core";
import { createEmulator } from "@chat-ip/emulator";
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import { app, median, report } from "./report.ts";

/** Milliseconds that so many calls take. */
function time(calls: number, run: () => unknown): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run();
  return performance.now() - start;
}

/** Rounds of both, one after the other, so that whatever slows the machine down slows down both. */
function ratioOf(rounds: number, calls: number, one: () => unknown, other: () => unknown): number {
  return median(Array.from({ length: rounds }, () => time(calls, one) / time(calls, other)));
}

function benchSigning(): void {
  const bare = (): string => new Api(app.sdkAppId, app.secretKey).genUserSig(app.identifier, 86_400);
  const core = (): string => signUserSig({ ...app, expireSeconds: 86_400 });
  ratioOf(20, 200, core, bare);
  const signing = ratioOf(101, 200, core, bare);
  report("signing, core / bare tls-sig-api-v2", signing, "×", "1.10×", signing <= 1.1);

  const signer = createUserSigSigner(app);
  // A thousand from the cache against ten that are signed, since one takes less than a clock can tell.
  const cached =
    100 * median(Array.from({ length: 101 }, () => time(10, core) / time(1000, () => signer.current())));
  report("signing / UserSig from the cache", cached, "×", "at least 100×", cached >= 100);
}

async function benchLists(): Promise<void> {
  await using emulator = await createEmulator();
  emulator.addFault({ nth: "every", kind: "delay", ms: 100 });
  await using client = createChatClient({ ...app, endpoint: emulator.url });
  const one = async (): Promise<unknown> => client.getIPList("all");
  const seven = async (): Promise<unknown> => Promise.all(listNames.map((list) => client.getIPList(list)));
  await seven();
  const ratios: number[] = [];
  for (let round = 0; round < 9; round++) {
    const start = performance.now();
    await one();
    const middle = performance.now();
    await seven();
    ratios.push((performance.now() - middle) / (middle - start));
  }
  const ratio = median(ratios);
  report("7 lists / one list, 100 ms away", ratio, "×", "1.30×", ratio <= 1.3);
}

async function benchRate(): Promise<void> {
  await using emulator = await createEmulator();
  await using client = createChatClient({ ...app, endpoint: emulator.url });
  const start = performance.now();
  await Promise.all(Array.from({ length: 1000 }, () => client.getIPList("all")));
  const perSecond = 1000 / ((performance.now() - start) / 1000);
  report(
    "1,000 calls at once, calls a second",
    perSecond,
    "",
    "190 to 210",
    perSecond >= 190 && perSecond <= 210,
  );
  const wasted = (100 * (emulator.requests.length - 1000)) / 1000;
  report("1,000 calls at once, requests in vain", wasted, " %", "5 %", wasted <= 5);
}

/** Of the built package, since that is what programs import. */
function benchImport(): void {
  const built = new URL("../dist/index.js", import.meta.url);
  if (!existsSync(built)) {
    console.log("skipped importing: build the packages first");
    return;
  }
  const start = (program: string): number => {
    const begin = performance.now();
    execFileSync(process.execPath, ["--input-type=module", "-e", program]);
    return performance.now() - begin;
  };
  const best = (program: string): number => Math.min(...Array.from({ length: 15 }, () => start(program)));
  // The best of many, since whatever else the machine does only adds to it.
  const ms = best(`await import(${JSON.stringify(built.href)})`) - best("");
  report("importing, over bare Node", ms, " ms", "25 ms", ms <= 25);
}

benchSigning();
benchImport();
await benchLists();
await benchRate();

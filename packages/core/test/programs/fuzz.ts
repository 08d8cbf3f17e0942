// Feeds a client mutated answers and checks that nothing but a list of addresses or a ChatError ever comes of it. Prints
// what came of how many, and a digest of all outcomes. Usage: fuzz.ts SEED CASES
import { createHash } from "node:crypto";
import { ChatConfigError, ChatError, createChatClient } from "@chat-ip/core";
import { Dispatcher } from "undici";
import { createManualClock } from "../manual-clock.ts";
import { createDice, type Dice, mutateAnswer } from "../mutations.ts";

const [seed = 1, cases = 1000] = process.argv.slice(2).map(Number);
const dice = createDice(seed);

/** Answers with mutated answers, in pieces, with all that a transport may do. */
class MutatingDispatcher extends Dispatcher {
  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (dice(200) === 0) throw new TypeError("a transport that throws");
    queueMicrotask(() => respond(handler, dice));
    return true;
  }
}

function respond(handler: Dispatcher.DispatchHandler, roll: Dice): void {
  let aborted = false;
  const controller = {
    aborted: false,
    paused: false,
    reason: null,
    abort: () => {
      aborted = true;
    },
    pause: () => {},
    resume: () => {},
  };
  const broken = Object.assign(new Error("broken"), { code: roll(2) === 0 ? "ECONNRESET" : "ENOTFOUND" });
  if (roll(100) === 0) {
    handler.onResponseError?.(controller, broken);
    return;
  }
  handler.onRequestStart?.(controller, {});
  const status = roll(10) === 0 ? 100 + roll(500) : 200;
  const body = mutateAnswer(roll);
  const headers: Record<string, string | string[]> = {};
  if (roll(20) === 0) headers["content-length"] = String(roll(3) === 0 ? -1 : roll(100_000));
  if (roll(50) === 0) headers["content-encoding"] = "gzip";
  if (roll(20) === 0) headers["retry-after"] = roll(2) === 0 ? String(roll(40)) : ["soon", "1"];
  handler.onResponseStart?.(controller, status, headers);
  for (let at = 0; at < body.length && !aborted; ) {
    const piece = body.subarray(at, at + 1 + roll(body.length));
    at += piece.length;
    handler.onResponseData?.(controller, piece);
    if (roll(300) === 0) aborted = true;
  }
  if (aborted) handler.onResponseError?.(controller, broken);
  else handler.onResponseEnd?.(controller, {});
}

/** Judges by a parser that is not the one under test: the one for hosts of URLs, which is strict in IPv6. */
function isEntry(text: string): boolean {
  const [, address = "", prefix] = /^([^/]*)(?:\/(0|[1-9]\d{0,2}))?$/.exec(text) ?? [];
  const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  if (new RegExp(`^${octet}(\\.${octet}){3}$`).test(address)) return Number(prefix ?? 0) <= 32;
  return (
    /^[\da-fA-F:.]+$/.test(address) && URL.canParse(`http://[${address}]/`) && Number(prefix ?? 0) <= 128
  );
}

function fail(index: number, what: unknown): never {
  console.error(`case ${index} of seed ${seed}:`, what);
  process.exit(1);
}

let index = 0;
process.on("unhandledRejection", (reason) => fail(index, reason));
process.on("uncaughtException", (error) => fail(index, error));

const clock = createManualClock();
const client = createChatClient({
  sdkAppId: 1_400_000_000,
  secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
  endpoint: "https://gateway.example",
  maxResponseBytes: 2_000,
  clock,
  random: () => dice(2 ** 32 - 1),
  dispatcher: new MutatingDispatcher(),
});

const digest = createHash("sha256");
const counts = new Map<string, number>();
let entries = 0;
for (; index < cases; index++) {
  const outcome = await client.getIPList("all", { invalidEntries: dice(4) === 0 ? "throw" : "report" }).then(
    (list) => {
      const wrong = list.entries.find((entry) => !isEntry(entry));
      if (wrong !== undefined) fail(index, `${JSON.stringify(wrong)} is no address`);
      entries += list.entries.length;
      return { name: "IPList", text: JSON.stringify(list) };
    },
    (error: unknown) => {
      if (!(error instanceof ChatError) || error instanceof ChatConfigError) fail(index, error);
      return { name: error.name, text: error.message };
    },
  );
  counts.set(outcome.name, (counts.get(outcome.name) ?? 0) + 1);
  digest.update(`${outcome.name} ${outcome.text}\n`);
}
console.log(JSON.stringify({ outcomes: Object.fromEntries(counts), entries, digest: digest.digest("hex") }));

// Carries out twenty commands whose answers hold long numbers, half of them mutated, and checks that each call ends with
// an answer without a lost digit or a ChatError. Prints how many of each there were. Usage: fuzz-commands.ts SEED CASES
import { commandTable } from "@chat-ip/commands/command-table";
import { ChatConfigError, ChatError, createChatClient } from "@chat-ip/core";
import { Dispatcher } from "undici";
import { createManualClock } from "../manual-clock.ts";
import { createDice, type Dice, mutateBytes } from "../mutations.ts";

const [seed = 1, cases = 1000] = process.argv.slice(2).map(Number);
const dice = createDice(seed);
const commands = Object.keys(commandTable)
  .filter((_name, index) => index % 7 === 0)
  .slice(0, 20);
let sent = { json: "", mutated: false };

/** An answer with numbers of up to 25 digits, some in texts or deep inside. */
function answerWithNumbers(roll: Dice): string {
  const number = (): string => {
    const digits = Array.from({ length: 1 + roll(25) }, (_, at) => (at === 0 ? 1 + roll(9) : roll(10)));
    return `${roll(2) === 0 ? "" : "-"}${digits.join("")}`;
  };
  const fields = Array.from({ length: 1 + roll(5) }, (_, at) => {
    const values = [number(), `"${number()}"`, `[${number()},{"deep":${number()}}]`, `"\\"${number()}\\\\"`];
    return `"f${at}":${values[roll(4)]}`;
  });
  return `{"ActionStatus":"OK","ErrorCode":0,${fields.join(",")}}`;
}

/** The whole numbers of a JSON text outside its strings, found without a JSON parser. */
function numbersOf(json: string): string[] {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d+/g) ?? [];
}

/** The whole numbers of what was read. */
function numbersIn(value: unknown): string[] {
  if (typeof value === "bigint" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

class AnsweringDispatcher extends Dispatcher {
  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const json = answerWithNumbers(dice);
    const mutated = dice(2) === 0;
    sent = { json, mutated };
    const bytes = mutated ? mutateBytes(dice, json) : Buffer.from(json);
    queueMicrotask(() => {
      const controller = { aborted: false, paused: false, reason: null, abort() {}, pause() {}, resume() {} };
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, 200, {});
      handler.onResponseData?.(controller, bytes);
      handler.onResponseEnd?.(controller, {});
    });
    return true;
  }
}

function fail(index: number, what: unknown): never {
  console.error(`case ${index} of seed ${seed}:`, what);
  process.exit(1);
}

const client = createChatClient({
  sdkAppId: 1_400_000_000,
  secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
  endpoint: "https://gateway.example",
  clock: createManualClock(),
  rateLimits: false,
  dispatcher: new AnsweringDispatcher(),
});
const counts: Record<string, number> = {};
for (let index = 0; index < cases; index++) {
  const command: string = commands[index % commands.length] ?? "";
  const outcome = await client.request(command, {}).then(
    (answer) => {
      const { json, mutated } = sent;
      const read = numbersIn(answer);
      if (!mutated && read.join() !== numbersOf(json).join()) fail(index, { json, read });
      return "answer";
    },
    (error: unknown) => {
      if (!(error instanceof ChatError) || error instanceof ChatConfigError || !sent.mutated)
        fail(index, error);
      return error.name;
    },
  );
  counts[outcome] = (counts[outcome] ?? 0) + 1;
}
console.log(JSON.stringify(counts));

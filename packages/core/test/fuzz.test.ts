import { createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ChatConfigError, ChatError, createChatClient } from "../src/index.ts";
import { listen } from "./loopback-internet.ts";
import { createManualClock } from "./manual-clock.ts";
import { createDice, mutateHttpAnswer } from "./mutations.ts";
import { runProgram } from "./run-program.ts";

interface FuzzRun {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly entries: number;
  readonly digest: string;
}

/** In a process of its own with 64 MiB of heap, so that what is kept from case to case would end it. */
async function fuzz(seed: number, cases: number): Promise<FuzzRun> {
  const program = fileURLToPath(new URL("programs/fuzz.ts", import.meta.url));
  const options = { NODE_OPTIONS: "--max-old-space-size=64" };
  const { stdout } = await runProgram(program, [String(seed), String(cases)], options);
  return JSON.parse(stdout) as FuzzRun;
}

/** `npm run test:all` tries twenty times as many. */
const cases = process.env.CHAT_IP_FULL === "1" ? 50_000 : 2_500;

test(`${2 * cases} mutated answers lead to lists of addresses or errors of this package, and to nothing else`, async () => {
  const runs = await Promise.all([fuzz(1, cases), fuzz(2, cases)]);
  for (const { outcomes, entries } of runs) {
    expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(cases);
    // Each outcome came up often enough to mean something.
    expect(Object.keys(outcomes).sort()).toEqual([
      "ChatApiError",
      "ChatNetworkError",
      "ChatResponseError",
      "IPList",
    ]);
    expect(outcomes.IPList).toBeGreaterThan(cases / 10);
    expect(outcomes.ChatResponseError).toBeGreaterThan(cases * 0.4);
    expect(entries).toBeGreaterThan(cases * 0.4);
  }
});

test(`${2 * cases} answers of twenty commands lose no digit, and mutated ones end in errors of this package`, async () => {
  const program = fileURLToPath(new URL("programs/fuzz-commands.ts", import.meta.url));
  const { stdout } = await runProgram(program, ["1", String(2 * cases)], {});
  const counts = JSON.parse(stdout) as Record<string, number>;
  expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(2 * cases);
  expect(counts.answer).toBeGreaterThan(cases);
  expect(counts.ChatResponseError).toBeGreaterThan(cases / 10);
});

test("the same seed gives the same outcomes, another seed gives others", async () => {
  const [first, again, other] = await Promise.all([fuzz(7, 500), fuzz(7, 500), fuzz(8, 500)]);
  expect(again).toEqual(first);
  expect(other.digest).not.toBe(first.digest);
});

test("so do 500 mutated answers over sockets", async () => {
  const dice = createDice(3);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // The client hangs up on what it does not like.
    socket.on("error", () => socket.destroy());
    // What promises more than there is ends here too, so that no time-out decides.
    socket.once("data", () => socket.end(mutateHttpAnswer(dice)));
  });
  const port = await listen(server);
  const client = createChatClient({
    sdkAppId: 1_400_000_000,
    secretKey: "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e",
    endpoint: `http://127.0.0.1:${port}`,
    clock: createManualClock(),
    maxAttempts: 2,
    maxResponseBytes: 2_000,
  });
  const outcomes = new Set<string>();
  const ask = async (): Promise<void> => {
    for (let i = 0; i < 25; i++) {
      const outcome: unknown = await client.getIPList("all").catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(ChatError);
        expect(outcome).not.toBeInstanceOf(ChatConfigError);
        outcomes.add(outcome.name);
      } else outcomes.add("IPList");
    }
  };
  await Promise.all(Array.from({ length: 20 }, ask));
  expect([...outcomes].sort()).toEqual(["ChatApiError", "ChatNetworkError", "ChatResponseError", "IPList"]);
  await client.close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

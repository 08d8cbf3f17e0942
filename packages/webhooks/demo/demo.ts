// A server with the guard, on this machine alone: the emulator answers GetIPList and calls the server as Chat would, and as others would.
// Tells the story, and fails if it goes differently.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createChatClient } from "@chat-ip/core";
import { createEmulator, type SendWebhookOptions } from "@chat-ip/emulator";
import { toNodeHandler } from "../src/adapters/node.ts";
import {
  createAllowlistSource,
  createWebhookHandler,
  type RefusedCall,
  refuse,
  replace,
  signWebhook,
} from "../src/index.ts";

const say = (text = ""): void => void process.stdout.write(`${text}\n`);
const token = "demo-token";
const command = "C2C.CallbackBeforeSendMsg";
const HOUR_MS = 3_600_000;

await using emulator = await createEmulator({
  webhookToken: token,
  lists: { "webhook-global": ["127.0.0.1"] },
});
const { sdkAppId, secretKey, url: endpoint } = emulator;
await using client = createChatClient({ sdkAppId, secretKey, endpoint });

const refused: RefusedCall[] = [];
const failures: string[] = [];
const allow = createAllowlistSource({
  client,
  lists: ["webhook-global"],
  background: false, // the demo refreshes when the story needs it
  accept: ["not-global"], // loopback addresses are what this machine has
});
const handler = createWebhookHandler({
  sdkAppIds: [sdkAppId],
  tokens: ["the-next-token", token],
  allow,
  answerWithinMs: 300,
  on: {
    [command]: async ({ body }) => {
      if (body.From_Account === "spammer") return refuse(120001, "no advertising");
      if (body.From_Account === "rude") {
        return replace({ MsgBody: [{ MsgType: "TIMTextElem", MsgContent: { Text: "***" } }] });
      }
      if (body.From_Account === "slow") return new Promise<never>(() => undefined);
      return undefined;
    },
  },
  onLate: () => refuse(1, "our moderation is busy"),
  onRefused: (call) => refused.push(call),
  onError: (error) =>
    say(`     reported to onError: ${error instanceof Error ? error.message : String(error)}`),
});
const server = createServer(toNodeHandler(handler)).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;

const surprises: string[] = [];

async function chapter(
  title: string,
  expected: { readonly status: number; readonly effect: string; readonly reason?: string },
  options: Partial<SendWebhookOptions> = {},
): Promise<void> {
  refused.length = 0;
  const report = await emulator.sendWebhook(command, { to: `http://127.0.0.1:${port}/chat`, ...options });
  const { outcome, effect } = report;
  const status = outcome.kind === "answered" ? outcome.status : 0;
  const [call] = refused;
  say(`\n── ${title}`);
  say(
    `     from ${report.from ?? "anywhere"}, answered ${outcome.kind === "answered" ? `${status} ${outcome.text.trim()}` : outcome.kind}`,
  );
  say(`     Chat's view: ${effect}`);
  if (call) say(`     refused as ${call.refusal.reason}: ${call.refusal.message}`);
  if (call?.refusal.hint) say(`     hint: ${call.refusal.hint}`);
  if (call && call.refusal.proven.length > 0)
    say(`     right all the same: ${call.refusal.proven.join(" and ")}`);
  for (const failure of failures.splice(0)) say(`     onError got: ${failure}`);
  const got = { status, effect, reason: call?.refusal.reason };
  if (JSON.stringify(got) !== JSON.stringify({ ...expected, reason: expected.reason })) {
    surprises.push(`${title}: ${JSON.stringify(got)}`);
  }
  if (JSON.stringify(call ?? {}).includes(token)) surprises.push(`${title}: the token was shown`);
}

/** Parameters of a call that was signed in its time. */
function signedAt(time: number): Record<string, string> {
  const { RequestTime = "", Sign = "" } = Object.fromEntries(
    new URLSearchParams(signWebhook({ token, sdkAppId, command, now: time })),
  );
  return { RequestTime, Sign };
}

const goesOn = { status: 200, effect: "goes-on" };
const isRefused = { status: 200, effect: "refused" };
const keptOut = (reason: string, status = 403) => ({ status, effect: "goes-on", reason });

say("A server with @chat-ip/webhooks, and an emulator that calls it. Nothing leaves this machine.");
await chapter("Before the list is loaded, nobody is let in", keptOut("unknown-source"));
await allow.refresh();
say(
  `\n   The list is loaded: ${allow.status.lists.map(({ list, prefixes }) => `${list}, ${prefixes} prefix`).join("; ")}.`,
);

await chapter("A good call", goesOn);
await chapter("A message that your code refuses", isRefused, { overrides: { From_Account: "spammer" } });
await chapter("A message that your code replaces", goesOn, { overrides: { From_Account: "rude" } });
await chapter("Your code takes too long: the timer answers", isRefused, {
  overrides: { From_Account: "slow" },
});
await chapter("The token is about to change: both are taken", goesOn, { token: "the-next-token" });

await chapter("A call of three hours ago, sent again", keptOut("stale"), {
  query: signedAt(Date.now() - 3 * HOUR_MS),
});
await chapter("A forged signature", keptOut("wrong-signature"), { query: { Sign: "0".repeat(64) } });
await chapter("No signature", keptOut("missing", 400), { token: null });
await chapter("Another app", keptOut("wrong-app"), { query: { SdkAppid: "1400000001" } });
await chapter(
  "A body of 2 MiB",
  { status: 413, effect: "goes-on" },
  { overrides: { CloudCustomData: "x".repeat(2 * 1_048_576) } },
);

if (process.platform === "linux") {
  await chapter("The right signature, from an address that isn't listed", keptOut("wrong-source"), {
    from: "127.0.0.9",
  });
  emulator.setLists({ "webhook-global": ["127.0.0.1", "127.0.0.9"] });
  await allow.refresh({ force: true });
  say("\n   Chat's list has changed, and was refreshed.");
  await chapter("The same call again", goesOn, { from: "127.0.0.9" });
} else {
  say(
    "\n── The right signature from another address: only Linux has more loopback addresses than one, so this is left out",
  );
}

server.closeAllConnections();
server.close();
say();
for (const surprise of surprises) say(`UNEXPECTED ${surprise}`);
say(
  surprises.length === 0
    ? "Everything went as expected. For a server of your own, see examples/express-guard."
    : `${surprises.length} chapters went differently.`,
);
process.exitCode = surprises.length === 0 ? 0 : 1;

// Compares committed allowlists with the live lists: node compare.ts FOLDER LIST …
// Exit codes: 0 if they allow the same addresses, 1 if they don't, 2 if a list could not be compared.
import { readFile } from "node:fs/promises";
import { compare, guard, parseAllowlist } from "@chat-ip/allowlist";
import { createChatClient, isListName, type Region } from "@chat-ip/core";

const { env } = process;
const [folder = "chat-ips", ...names] = process.argv.slice(2);

await using client = createChatClient({
  sdkAppId: Number(env.CHAT_SDK_APP_ID),
  secretKey: env.CHAT_SECRET_KEY ?? "",
  ...(env.CHAT_ENDPOINT ? { endpoint: env.CHAT_ENDPOINT } : { region: env.CHAT_REGION as Region }),
});

async function compareList(name: string): Promise<"same" | "different"> {
  if (!isListName(name)) throw new Error("is not a list; try webhook-global");
  const file = parseAllowlist(await readFile(`${folder}/${name}.txt`));
  if (file.unreadable) throw new Error(file.unreadable.message);
  const { entries, refused } = await client.getIPList(name);
  const lists = { committed: file.prefixes, live: entries, keep: file.keep };
  // What the Action would hold back: an answer that is empty, broad, private or suddenly very different.
  for (const { message } of guard({ ...lists, refused })) console.log(`${name}: suspicious: ${message}`);
  const { differs, added, removed } = compare(lists);
  for (const { prefix, relation } of added) console.log(`${name}: + ${prefix} (${relation})`);
  for (const { prefix, relation } of removed) console.log(`${name}: - ${prefix} (${relation})`);
  return differs ? "different" : "same";
}

for (const name of names.length > 0 ? names : ["webhook-global"]) {
  try {
    const result = await compareList(name);
    console.log(`${name}: ${result}`);
    if (result === "different") process.exitCode ||= 1;
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}

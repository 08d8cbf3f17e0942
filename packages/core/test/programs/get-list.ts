// Asks for a list, as a user's own program would, and prints what came of it. For tests that need an environment of
// their own: proxies, and the trust in a CA.
import { createChatClient } from "@chat-ip/core";

const onAttempt: { host: string; outcome: string }[] = [];
try {
  await using client = createChatClient({
    ...JSON.parse(process.argv[2] ?? "{}"),
    onAttempt: ({ host, outcome }) => onAttempt.push({ host, outcome }),
  });
  const { entries } = await client.getIPList("all");
  console.log(JSON.stringify({ entries, onAttempt }));
} catch (error) {
  console.log(JSON.stringify({ error, onAttempt }));
}

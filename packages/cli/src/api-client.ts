import type { ChatClient } from "@chat-ip/core";
import { type Connection, clientOptions } from "./settings/connection.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Runs `use` with a client for a connection and closes it afterwards. Attempts are shown with `--debug`. */
export async function withClient<T>(
  connection: Connection,
  terminal: Terminal,
  use: (client: ChatClient) => Promise<T>,
): Promise<T> {
  const { createChatClient } = await import("@chat-ip/core");
  const client = createChatClient({
    ...clientOptions(connection),
    onAttempt: ({ command, list, host, attempt, durationMs, outcome, code }) => {
      const what = list === null ? command : `${command} ${list}`;
      const answer = code === null ? outcome : `${outcome} ${code}`;
      terminal.trace(`${what} on ${host}, attempt ${attempt}: ${answer} in ${Math.round(durationMs)} ms`);
    },
  });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

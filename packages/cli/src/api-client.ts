import type { ChatClient } from "@chat-ip/core";
import { type Connection, clientOptions } from "./settings/connection.ts";
import type { Terminal } from "./terminal/terminal.ts";

export interface OpenClient {
  readonly client: ChatClient;
  close(): Promise<void>;
}

/** A client for a connection, to be closed afterwards. Attempts are shown with `--debug`. */
export async function clientFor(connection: Connection, terminal: Terminal): Promise<OpenClient> {
  const { createChatClient } = await import("@chat-ip/core");
  const client = createChatClient({
    ...clientOptions(connection),
    onAttempt: ({ command, list, host, attempt, durationMs, outcome, code }) => {
      const what = list === null ? command : `${command} ${list}`;
      const answer = code === null ? outcome : `${outcome} ${code}`;
      terminal.trace(`${what} on ${host}, attempt ${attempt}: ${answer} in ${Math.round(durationMs)} ms`);
    },
  });
  return { client, close: () => client.close() };
}

/** Runs `use` with a client for a connection and closes it afterwards. */
export async function withClient<T>(
  connection: Connection,
  terminal: Terminal,
  use: (client: ChatClient) => Promise<T>,
): Promise<T> {
  const { client, close } = await clientFor(connection, terminal);
  try {
    return await use(client);
  } finally {
    await close();
  }
}

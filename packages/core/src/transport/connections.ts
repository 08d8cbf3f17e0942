import type { Dispatcher } from "undici";
import { ChatConfigError } from "../errors.ts";
import { readProxySettings } from "./read-proxy-settings.ts";

/** What the calls of a client are made with. */
export interface Connections {
  dispatcher(): Promise<Dispatcher>;
  /** Breaks connections that are still coming about: no call waits for them any more. */
  close(): Promise<void>;
}

/**
 * Readies the connections of a client: the caller's dispatcher, which stays the caller's to close, or one of our own.
 * For that undici is loaded with the first call, so that whoever only signs or verifies a UserSig never waits for it.
 *
 * @throws {ChatConfigError} when the environment's proxy cannot be used.
 */
export function openConnections(given: Dispatcher | null, env: NodeJS.ProcessEnv): Connections {
  if (given) return { dispatcher: async () => given, close: async () => {} };
  const proxy = readProxySettings(env);
  if (!proxy.ok) throw new ChatConfigError([proxy.problem]);
  let own: Promise<Dispatcher> | null = null;
  return {
    dispatcher() {
      own ??= import("./dispatcher.ts").then(({ createDispatcher }) => createDispatcher(proxy.settings));
      return own;
    },
    async close() {
      await (await own)?.destroy();
    },
  };
}

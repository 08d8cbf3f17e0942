import type { Emulator } from "@chat-ip/emulator";
import { type ChatClient, type ChatClientOptions, createChatClient } from "../src/index.ts";

/** A client of the emulator's app. */
export function connect(emulator: Emulator, options: Partial<ChatClientOptions> = {}): ChatClient {
  const { sdkAppId, secretKey, url: endpoint } = emulator;
  return createChatClient({ sdkAppId, secretKey, endpoint, ...options } as ChatClientOptions);
}

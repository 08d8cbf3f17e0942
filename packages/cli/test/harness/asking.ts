import type { Emulator } from "@chat-ip/emulator";

/** The environment in which the program asks an emulator. */
export function asking({ url, sdkAppId, secretKey }: Emulator): Record<string, string> {
  return { CHAT_IP_ENDPOINT: url, CHAT_IP_SDK_APP_ID: String(sdkAppId), CHAT_IP_SECRET_KEY: secretKey };
}

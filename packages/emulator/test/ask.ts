import { signUserSig } from "./sign-user-sig.ts";

/** The URL of a good GetIPList request, with some of its parameters changed. */
export function getIPListUrl(hostUrl: string, change: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({
    sdkappid: "1400000000",
    identifier: "administrator",
    usersig: signUserSig(),
    random: "1",
    contenttype: "json",
    nettype: "0",
    ...change,
  });
  return `${hostUrl}/v4/ConfigSvc/GetIPList?${query}`;
}

/** Sends a good GetIPList request, with some of its parameters changed. */
export function ask(hostUrl: string, change: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(getIPListUrl(hostUrl, change), { method: "POST", body: "{}" });
}

/** The code of the error beneath a failed fetch, such as ECONNREFUSED. */
export async function failureCode(response: Promise<unknown>): Promise<unknown> {
  try {
    await response;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && "code" in cause ? cause.code : cause;
  }
  return "no failure";
}

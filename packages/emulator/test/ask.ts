import { signUserSig } from "./sign-user-sig.ts";

/** The URL of a valid GetIPList request, with some parameters changed. */
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

/** Sends a valid GetIPList request, with some parameters changed. */
export function ask(hostUrl: string, change: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(getIPListUrl(hostUrl, change), { method: "POST", body: "{}" });
}

/** The code of the error that made a fetch fail, such as ECONNREFUSED. */
export async function failureCode(response: Promise<unknown>): Promise<unknown> {
  try {
    await response;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && "code" in cause ? cause.code : cause;
  }
  return "no failure";
}

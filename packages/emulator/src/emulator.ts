import { createServer } from "node:http";
import { type ListName, type Lists, listNames } from "./lists.ts";
import { judgeUserSig } from "./user-sig.ts";

/** The key that the vendor publishes as a sample; never use it for an app of your own. */
const sampleSecretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

export interface EmulatorOptions {
  readonly port?: number;
  readonly sdkAppId?: number;
  readonly secretKey?: string;
  readonly admins?: readonly string[];
  readonly lists?: Lists;
  readonly now?: () => number;
}

export type Fault = { readonly nth: number | "every"; readonly netType?: number } & (
  | { readonly kind: "delay"; readonly ms: number }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: "truncate" }
  | { readonly kind: "body"; readonly body: string; readonly contentType?: string }
  | { readonly kind: "code"; readonly code: number; readonly info?: string }
  | { readonly kind: "reset" }
);

export interface RecordedChatRequest {
  readonly command: string;
  readonly query: Readonly<Record<string, string>>;
  readonly answeredCode: number | null;
  readonly at: number;
}

export interface Emulator {
  readonly url: string;
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly requests: readonly RecordedChatRequest[];
  setLists(lists: Lists): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    sdkAppId = 1400000000,
    secretKey = sampleSecretKey,
    admins = ["administrator"],
    now = Date.now,
  } = options;
  const lists = new Map<ListName, readonly string[]>();
  const setLists = (given: Lists): void => {
    for (const name of listNames) if (given[name]) lists.set(name, [...given[name]]);
  };
  setLists(options.lists ?? {});
  const requests: RecordedChatRequest[] = [];

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://emulator");
    const query = Object.fromEntries(url.searchParams);
    const command = url.pathname.replace(/^\/v4\//, "");
    const { identifier = "", usersig: userSig = "" } = query;
    request.resume().once("end", () => {
      let code = judgeUserSig(userSig, { sdkAppId, secretKey, identifier, nowMs: now() });
      if (query.sdkappid !== String(sdkAppId)) code = 70020;
      else if (code === 0 && !admins.includes(identifier)) code = 60010;
      else if (code === 0 && command !== "ConfigSvc/GetIPList") code = 60009;
      const name = listNames[Number(query.nettype ?? 0)];
      if (code === 0 && name === undefined) code = 70402;
      requests.push({ command, query, answeredCode: code, at: now() });
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify(
          code === 0 && name
            ? { ActionStatus: "OK", ErrorCode: 0, IPList: lists.get(name) ?? [] }
            : { ActionStatus: "FAIL", ErrorCode: code, ErrorInfo: "refused by the emulator" },
        ),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("The server has no port.");
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    sdkAppId,
    secretKey,
    requests,
    setLists,
    addFault: () => {},
    clearFaults: () => {},
    close,
    [Symbol.asyncDispose]: close,
  };
}

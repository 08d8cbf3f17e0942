import { readAnswer } from "../answer/read-answer.ts";
import type { NetworkFailureKind } from "../errors.ts";
import { ProxyTunnelError } from "../transport/proxy-tunnel-error.ts";
import type { HttpResult } from "../transport/send.ts";
import { readHttpDate, readRetryAfter } from "./read-retry-after.ts";

/** What one attempt of a call came to. */
export type Outcome =
  | { readonly kind: "ok"; readonly answer: Record<string, unknown> }
  | {
      readonly kind: "api-error";
      readonly code: number;
      readonly errorInfo: string;
      readonly retryAfterMs: number | null;
      /** How far this machine's clock is ahead of the server's; `null` if the answer has no date. */
      readonly clockAheadMs: number | null;
    }
  | { readonly kind: "response-error"; readonly reason: string; readonly remedy: string }
  | {
      readonly kind: "network-error";
      readonly failure: NetworkFailureKind;
      readonly why: string;
      readonly remedy: string;
      readonly status: number | null;
      /** Whether the server may have received the request. */
      readonly sent: boolean;
      /** Whether the same can be expected of every attempt. */
      readonly lasting: boolean;
      readonly retryAfterMs: number | null;
      readonly cause: unknown;
    };

const notTheApi = "Check the region or endpoint, and any proxy or gateway between this machine and the API.";

/**
 * Says what an HTTP result means. HTTP status 200 carries the API's own verdict; every other status is not the API's:
 * 408, 429 and 5xx are a server in trouble, 3xx a redirect, and the rest is not understood.
 *
 * @param nowMs the time of day in milliseconds since 1970.
 */
export function readOutcome(result: HttpResult, nowMs: number): Outcome {
  if (result.kind === "failed") return readFailure(result);
  if (result.kind === "too-large") {
    return responseError(
      "it is larger than maxResponseBytes allows",
      "No list is that large. Check the endpoint, or raise the limit.",
    );
  }
  const { status } = result;
  const retryAfterMs = readRetryAfter(result.retryAfter, nowMs);
  if (status === 408 || status === 429 || status >= 500) {
    return {
      kind: "network-error",
      failure: "status",
      why: `it answered with HTTP status ${status}`,
      remedy: "Try again later.",
      status,
      sent: true,
      lasting: false,
      retryAfterMs,
      cause: undefined,
    };
  }
  if (status >= 300 && status < 400) {
    return responseError(
      `it is a redirect (HTTP status ${status}), and following it would send the UserSig to another host`,
      "If you trust the host that it redirects to, set it as the endpoint.",
    );
  }
  if (status !== 200) return responseError(`it has HTTP status ${status}`, notTheApi);
  if (result.contentEncoding !== null && result.contentEncoding.toLowerCase() !== "identity") {
    return responseError("it is compressed, which was not asked for", notTheApi);
  }
  const answer = readAnswer(result.body);
  if (answer.kind === "not-understood") return responseError(answer.reason, notTheApi);
  if (answer.kind === "ok") return answer;
  const serverTimeMs = readHttpDate(result.date);
  return { ...answer, retryAfterMs, clockAheadMs: serverTimeMs === null ? null : nowMs - serverTimeMs };
}

function responseError(reason: string, remedy: string): Outcome {
  return { kind: "response-error", reason, remedy };
}

function readFailure(failed: Extract<HttpResult, { kind: "failed" }>): Outcome {
  const { sent, timedOut, error } = failed;
  const text = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const common = {
    kind: "network-error",
    status: null,
    sent,
    lasting: false,
    retryAfterMs: null,
    cause: error,
  } as const;

  const proxyStatus = /^Proxy response \((\d+)\)/.exec(text)?.[1];
  if (proxyStatus !== undefined) {
    const asked = proxyStatus === "407";
    const remedy = asked
      ? "Add the user name and password of the proxy to HTTPS_PROXY."
      : "Check HTTPS_PROXY, and that the proxy allows this host.";
    const why = `the proxy answered with HTTP status ${proxyStatus}`;
    // A proxy that asks for a password asks every time.
    return { ...common, failure: "proxy", why, remedy, lasting: asked };
  }
  if (error instanceof ProxyTunnelError) {
    return {
      ...common,
      failure: "proxy",
      why: "could not connect to the proxy, or it hung up",
      remedy: "Check HTTPS_PROXY, and that the proxy is running.",
    };
  }
  if (timedOut) {
    const why = sent ? "timed out waiting for the answer" : "timed out connecting";
    return {
      ...common,
      failure: sent ? "timeout" : "connect",
      why,
      remedy: "Check the network and the firewall, or raise timeoutMs (the API itself can take 3 s).",
    };
  }
  if (sent) {
    return {
      ...common,
      failure: "reset",
      why: "the connection broke before the answer was complete",
      remedy: "Try again later.",
    };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAI_FAIL" || code === "ENODATA") {
    return {
      ...common,
      failure: "dns",
      why: "its name could not be resolved",
      remedy: "Check the DNS settings and the host name.",
    };
  }
  if (isTlsFailure(code)) {
    return {
      ...common,
      failure: "tls",
      why: `its certificate was rejected or TLS failed (${code})`,
      remedy:
        "If your network inspects TLS, trust its CA with NODE_EXTRA_CA_CERTS. Otherwise the DNS may be hijacked.",
    };
  }
  return {
    ...common,
    failure: "connect",
    why: `could not connect${code === "" ? "" : ` (${code})`}`,
    remedy: "Check the network, the firewall and the proxy.",
  };
}

/** Names of OpenSSL's verification errors, and of Node's and OpenSSL's TLS errors. */
function isTlsFailure(code: string): boolean {
  return /CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|CRL/.test(code);
}

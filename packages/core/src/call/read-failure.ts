import type { HttpResult } from "../transport/transport.ts";
import { notTheApi, type Outcome } from "./outcome.ts";

type Failed = Extract<HttpResult, { kind: "failed" }>;

/** Says what a request without an answer means, by the errors of undici, Node and OpenSSL. */
export function readFailure(failed: Failed): Outcome {
  const { sent, timedOut, error } = failed;
  const text = error instanceof Error ? error.message : "";
  const code = codeOf(error);
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
    const needsLogin = proxyStatus === "407";
    return {
      ...common,
      failure: "proxy",
      why: `the proxy answered with HTTP status ${proxyStatus}`,
      remedy: needsLogin
        ? "Add the user name and password of the proxy to HTTPS_PROXY."
        : "Check HTTPS_PROXY, and that the proxy allows this host.",
      // A proxy that asks for a password asks every time.
      lasting: needsLogin,
    };
  }
  if (error instanceof Error && error.name === "ProxyTunnelError") {
    return {
      ...common,
      failure: "proxy",
      why: "could not connect to the proxy, or it hung up",
      remedy: "Check HTTPS_PROXY, and that the proxy is running.",
    };
  }
  if (timedOut) {
    return {
      ...common,
      failure: sent ? "timeout" : "connect",
      why: sent ? "timed out waiting for the answer" : "timed out connecting",
      remedy: "Check the network and the firewall, or allow more time: the API itself can take 3 s.",
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
  if (sent) return readBrokenAnswer(error) ?? { ...common, ...broken };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAI_FAIL" || code === "ENODATA") {
    return {
      ...common,
      failure: "dns",
      why: "its name could not be resolved",
      remedy: "Check the DNS settings and the host name.",
    };
  }
  return {
    ...common,
    failure: "connect",
    why: `could not connect${code === "" ? "" : ` (${code})`}`,
    remedy: "Check the network, the firewall and the proxy.",
  };
}

const broken = {
  failure: "reset",
  why: "the connection broke before the answer was complete",
  remedy: "Try again later.",
} as const;

/** An answer that undici's parser refused; `null` if it just ended early. */
function readBrokenAnswer(error: unknown): Outcome | null {
  const code = codeOf(error);
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW") {
    return { kind: "response-error", reason: "its headers are larger than 16 KiB", remedy: notTheApi };
  }
  if (error instanceof Error && error.name === "HTTPParserError" && !/EOF/i.test(code + error.message)) {
    return { kind: "response-error", reason: "it is not valid HTTP", remedy: notTheApi };
  }
  return null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Names of OpenSSL's verification errors, and of Node's and OpenSSL's TLS errors. */
function isTlsFailure(code: string): boolean {
  return /CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|CRL/.test(code);
}

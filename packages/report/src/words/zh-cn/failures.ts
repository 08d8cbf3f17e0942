import type { NetworkFailureKind } from "@chat-ip/core";
import type { ListFailure } from "@chat-ip/sync";
import { quantitiesOf } from "../../text/quantities.ts";
import { onOneLine } from "../message-words.ts";
import { chineseErrorCode } from "./error-codes.ts";

interface FailureText {
  readonly what: string;
  readonly remedy: string;
}

const tryLater = "请稍后重新运行。如持续出现，请联系腾讯云技术支持。";

/** Why no answer came from a host, and what to do. */
const network: Readonly<
  Record<NetworkFailureKind, readonly [what: (host: string) => string, remedy: string]>
> = {
  dns: [(host) => `无法解析主机名 ${host}`, "请检查 DNS 设置和主机名。"],
  connect: [(host) => `无法连接 ${host}`, "请检查网络、防火墙和代理。"],
  tls: [
    (host) => `${host} 的证书未通过校验，或 TLS 连接失败`,
    "如果您的网络会解密 TLS，请通过 `NODE_EXTRA_CA_CERTS` 信任其 CA；否则 DNS 可能被劫持。",
  ],
  proxy: [
    (host) => `代理无法使用，或拒绝连接 ${host}`,
    "请检查 `HTTPS_PROXY`（如代理要求，请包含用户名和密码），并确认代理允许访问该主机。",
  ],
  timeout: [(host) => `等待 ${host} 的响应超时`, "请检查网络和防火墙，稍后重新运行。"],
  reset: [(host) => `与 ${host} 的连接在响应完成之前断开`, "请稍后重新运行。"],
  status: [(host) => `${host} 暂时无法提供服务`, "请稍后重新运行。"],
};

/** HTTP status of a network that wants a login first. */
const loginStatus = 511;

const tries = (attempts: number): string =>
  attempts > 1 ? `，共尝试 ${quantitiesOf("zh-CN").number(attempts)} 次` : "";

function apiFailure(failure: Extract<ListFailure, { kind: "api" }>): FailureText {
  const { code, errorInfo, host, attempts } = failure;
  const known = code === null ? null : chineseErrorCode(code);
  const meaning = known === null ? "" : `，${known.meaning}`;
  const said = errorInfo === "" ? "" : `服务端的说明：“${onOneLine(errorInfo)}”。`;
  return {
    what: `API 错误码 ${code}${meaning}（${host}${tries(attempts)}）。${said}`,
    remedy: known?.remedy ?? "请在腾讯云的错误码文档中查询该错误码。",
  };
}

function networkFailure(failure: Extract<ListFailure, { kind: "network" }>): FailureText {
  const { reason, host, status, attempts } = failure;
  if (status === loginStatus) {
    return { what: `当前网络要求先登录（HTTP ${status}）。`, remedy: "请先登录网络，或使用无需登录的网络。" };
  }
  const [what, remedy] = network[reason];
  const answered = status === null ? "" : `（HTTP ${status}）`;
  return { what: `${what(host)}${answered}${tries(attempts)}。`, remedy };
}

function plainFailure(failure: ListFailure): FailureText {
  switch (failure.kind) {
    case "api":
      return apiFailure(failure);
    case "network":
      return networkFailure(failure);
    case "response":
      return {
        what: `${failure.host} 的响应不符合 API 的格式，无法使用${tries(failure.attempts)}。`,
        remedy: "请检查地域或接口地址，以及运行环境与 API 之间的代理或网关。",
      };
    case "limit":
      return {
        what: `列表超出 \`${failure.format}\` 格式的上限。`,
        remedy: `请从 \`formats\` 中去掉 \`${failure.format}\`。`,
      };
    case "not-confirmed":
      return { what: "第一次返回的数据缺少部分地址，第二次返回空列表。", remedy: tryLater };
  }
}

/** Why a list could not be loaded, in Chinese, from the facts of the error. */
export function chineseFailure(failure: ListFailure): FailureText {
  const { what, remedy } = plainFailure(failure);
  return failure.secondLook && failure.kind !== "not-confirmed"
    ? { what: `第一次返回的数据缺少部分地址，再次查询失败。${what}`, remedy }
    : { what, remedy };
}

import type { IncomingMessage } from "node:http";

/** A request, read whole. */
export interface Incoming {
  readonly method: string;
  /** As sent, with prefix and query. */
  readonly target: string;
  /** Without the prefix and the query, still percent-encoded; null when it is outside of the prefix. */
  readonly path: string | null;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON, the text if it isn't JSON, or null. */
  readonly body: unknown;
  readonly bodyIsBroken: boolean;
}

export async function readRequest(message: IncomingMessage, pathPrefix: string): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const target = message.url ?? "/";
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  const inside = path === pathPrefix || path.startsWith(`${pathPrefix}/`);
  const headers = Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(", ")]);
  return {
    method: message.method ?? "GET",
    target,
    path: inside ? path.slice(pathPrefix.length) : null,
    query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)),
    headers: Object.fromEntries(headers),
    ...parseBody(text),
  };
}

function parseBody(text: string): { body: unknown; bodyIsBroken: boolean } {
  if (text === "") return { body: null, bodyIsBroken: false };
  try {
    return { body: JSON.parse(text), bodyIsBroken: false };
  } catch (error) {
    if (error instanceof SyntaxError) return { body: text, bodyIsBroken: true };
    throw error;
  }
}

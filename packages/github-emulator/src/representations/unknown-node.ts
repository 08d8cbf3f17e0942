import { nodeId } from "./node-id.ts";

/** GitHub's words for something that its GraphQL side doesn't know: it isn't there, may not be seen, or is too new. */
export function unknownNode(kind: string, key: string | number): string {
  return `Could not resolve to a node with the global id of '${nodeId(kind, key)}'.`;
}

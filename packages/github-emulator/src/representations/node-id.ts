/** An opaque id as GitHub's GraphQL side has them: stable, and different for different things. */
export function nodeId(kind: string, key: string | number): string {
  return Buffer.from(`${kind}:${key}`).toString("base64url");
}

/** Times are given to the second, in UTC. */
export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

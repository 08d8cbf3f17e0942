// Replaces what `@actions/github` would send requests with. It asks for these while it is loaded, but the Action sends its
// requests through packages/github/src/fetch.ts.

/** Called with `new`. */
export function HttpClient(): { getAgent(): undefined; getAgentDispatcher(): undefined } {
  return { getAgent: () => undefined, getAgentDispatcher: () => undefined };
}

export function fetch(): never {
  throw new Error("requests go through packages/github/src/fetch.ts");
}

// Stands in for what `@actions/github` would send requests with: it gets hold of them on loading, and the Action sends
// its requests in a way of its own, see packages/github/src/fetch.ts.

export class HttpClient {
  getAgent(): undefined {
    return undefined;
  }

  getAgentDispatcher(): undefined {
    return undefined;
  }
}

export function fetch(): never {
  throw new Error("requests go through packages/github/src/fetch.ts");
}

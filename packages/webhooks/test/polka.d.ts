// Version 0.5 has no types of its own.
declare module "polka" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  type Middleware = (
    request: IncomingMessage,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ) => void;
  export default function polka(): {
    post(path: string, ...handlers: Middleware[]): void;
    handler(request: IncomingMessage, response: ServerResponse): void;
  };
}

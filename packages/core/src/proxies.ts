// The module `@chat-ip/core/proxies`. Apart from the client, which loads what it needs of it by itself.
export { createProxyAgent } from "./transport/create-proxy-agent.ts";
export { proxyUrlProblem } from "./transport/proxy-url.ts";
export { type ProxyEnvironment, readProxyEnvironment } from "./transport/read-proxy-environment.ts";

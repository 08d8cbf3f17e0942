import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Handler, serve } from "../test/serve.ts";
import { createFetch } from "./fetch.ts";

const { fetch } = createFetch();
const headers = { authorization: "token t" };

const redirect =
  (status: number, location: string): Handler =>
  (_request, response) =>
    response.writeHead(status, { location }).end();

it("gives Octokit status, headers and text", async () => {
  await using server = await serve((_request, response) =>
    response
      .writeHead(404, { "content-type": "application/json", "x-one": "1" })
      .end('{"message":"Not Found"}'),
  );
  const response = await fetch(`${server.origin}/a?b=c`, { method: "GET", headers });
  expect(response).toMatchObject({ status: 404, statusText: "Not Found", url: `${server.origin}/a?b=c` });
  expect(response.headers.get("x-one")).toBe("1");
  expect(await response.text()).toBe('{"message":"Not Found"}');
  expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('{"message":"Not Found"}');
});

it("reads a compressed answer", async () => {
  const text = JSON.stringify({ body: "防火墙 ".repeat(10_000) });
  await using server = await serve((request, response) => {
    expect(request.headers["accept-encoding"]).toBe("gzip");
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text));
  });
  const response = await fetch(server.origin, { method: "GET", headers });
  expect(await response.text()).toBe(text);
});

it("takes an empty answer for what it is, whatever it says of its compression", async () => {
  await using server = await serve((_request, response) =>
    response.writeHead(200, { "content-encoding": "gzip", "content-length": "0" }).end(),
  );
  const response = await fetch(server.origin, { method: "DELETE", headers });
  expect(await response.text()).toBe("");
});

it.each([
  ["GET", 301],
  ["GET", 302],
  ["POST", 307],
  ["PATCH", 308],
])("repeats a %s where the repository was renamed (HTTP %d)", async (method, status) => {
  await using server = await serve((request, response) => {
    if (request.url === "/repos/old/name") redirect(status, "/repositories/1?x=1")(request, response);
    else response.end("here");
  });
  const body = method === "GET" ? {} : { body: "content" };
  const response = await fetch(`${server.origin}/repos/old/name`, { method, headers, ...body });
  expect(await response.text()).toBe("here");
  expect(response.url).toBe(`${server.origin}/repositories/1?x=1`);
  expect(server.requests[1]).toEqual({
    method,
    url: "/repositories/1?x=1",
    token: "token t",
    body: body.body ?? "",
  });
});

it("does not take the token to another host", async () => {
  await using other = await serve((_request, response) => response.end("gotcha"));
  await using server = await serve(redirect(302, `${other.origin}/`));
  await expect(fetch(server.origin, { method: "GET", headers })).rejects.toMatchObject({
    why: { kind: "other-host", origin: other.origin },
  });
  expect(other.requests).toEqual([]);
});

it("gives up on redirects without end or aim", async () => {
  await using circle = await serve(redirect(302, "/again"));
  await expect(fetch(circle.origin, { method: "GET", headers })).rejects.toMatchObject({
    why: { kind: "endless-redirects" },
  });
  expect(circle.requests).toHaveLength(4);
  await using nowhere = await serve((_request, response) => response.writeHead(302).end());
  await expect(fetch(nowhere.origin, { method: "GET", headers })).rejects.toMatchObject({
    why: { kind: "other-host", origin: null },
  });
});

it("rejects where the connection ends too early", async () => {
  await using none = await serve((request) => request.socket.destroy());
  await expect(fetch(none.origin, { method: "GET", headers })).rejects.toThrow("socket hang up");
  await using half = await serve((request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => request.socket.destroy());
  });
  await expect(fetch(half.origin, { method: "GET", headers })).rejects.toThrow("aborted");
});

it.each([101, 299])("rejects an answer that changes protocols (HTTP %d)", async (status) => {
  await using server = await serve(({ socket }) =>
    socket.end(`HTTP/1.1 ${status} Other\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n`),
  );
  const asked = fetch(server.origin, { method: "GET", headers });
  if (status === 101) await expect(asked).rejects.toMatchObject({ why: { kind: "connection-ended" } });
  else expect((await asked).status).toBe(status);
});

it("gives up what is under way, and what comes later, once the run is over", async () => {
  const over = new AbortController();
  const { fetch } = createFetch({ signal: over.signal });
  await using mute = await serve(() => over.abort());
  await expect(fetch(mute.origin, { method: "GET", headers })).rejects.toThrow("aborted");
  await expect(fetch(mute.origin, { method: "GET", headers })).rejects.toThrow("aborted");
  expect(mute.requests).toHaveLength(1);
});

it.each<[string, Handler]>([
  ["says nothing", () => undefined],
  ["stops in the middle", (_request, response) => void response.write("half")],
])("gives up on a server that %s", async (_what, handler) => {
  await using server = await serve(handler);
  const { fetch } = createFetch({ timeoutMs: 50 });
  await expect(fetch(server.origin, { method: "GET", headers })).rejects.toMatchObject({
    why: { kind: "timeout", seconds: 0.05 },
  });
});

it("knows when requests have been sent, or never will be", async () => {
  const answer = Promise.withResolvers<void>();
  await using server = await serve(async (_request, response) => {
    await answer.promise;
    response.end("late");
  });
  const client = createFetch();
  const asked = client.fetch(server.origin, { method: "GET", headers });
  await client.requestsSent();
  answer.resolve();
  expect(await (await asked).text()).toBe("late");

  const refused = client.fetch("http://127.0.0.1:1", { method: "GET", headers });
  refused.catch(() => undefined);
  await client.requestsSent();
  await expect(refused).rejects.toThrow("ECONNREFUSED");
});

import { expect, it } from "vitest";
import { startGitHub } from "./github.ts";

it("refuses the n-th matching request and no other", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  emulator.addFault({
    nth: 2,
    method: "GET",
    path: /branches/,
    kind: "refuse",
    status: 429,
    body: { message: "You have exceeded a secondary rate limit." },
    headers: { "retry-after": "7", "x-ratelimit-remaining": "0" },
  });
  expect((await call("GET", "/branches/main")).status).toBe(200);
  expect((await call("GET", "/pulls")).status).toBe(200);
  const refused = await call("GET", "/branches/main");
  expect([refused.status, refused.at("message")]).toEqual([429, "You have exceeded a secondary rate limit."]);
  expect([refused.headers.get("retry-after"), refused.headers.get("x-ratelimit-remaining")]).toEqual([
    "7",
    "0",
  ]);
  expect((await call("GET", "/branches/main")).status).toBe(200);
  expect(emulator.requests.map((request) => request.status)).toEqual([200, 200, 429, 200]);
});

it("refuses every matching request until the faults are cleared", async () => {
  await using github = await startGitHub();
  github.emulator.addFault({ nth: "every", kind: "refuse", status: 502 });
  expect((await github.call("GET", "/branches/main")).status).toBe(502);
  expect((await github.call("GET", "/branches/main")).status).toBe(502);
  github.emulator.clearFaults();
  expect((await github.call("GET", "/branches/main")).status).toBe(200);
});

it.each([
  ["drop-before", 0],
  ["drop-after", 1],
] as const)("cuts the connection: %s leaves %i pull requests behind", async (kind, made) => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  await emulator.commit({ branch: "b", from: "main", files: { a: "1" } });
  emulator.addFault({ nth: 1, method: "POST", path: /\/pulls$/, kind });
  await expect(call("POST", "/pulls", { title: "t", head: "b", base: "main" })).rejects.toThrow(
    "fetch failed",
  );
  expect(emulator.pullRequests).toHaveLength(made);
  expect(emulator.requests.map((request) => request.status)).toEqual([null]);
});

it("lets a person push just before, or just after, a request takes effect", async () => {
  await using github = await startGitHub();
  const { call, emulator } = github;
  const sha = await github.commitOn("main", { a: "1" });
  const push = async (): Promise<void> =>
    void (await emulator.commit({ branch: "main", files: { p: "person" } }));
  emulator.addFault({ nth: 1, method: "PATCH", kind: "run", run: push });
  expect((await call("PATCH", "/git/refs/heads/main", { sha })).at("message")).toBe(
    "Update is not a fast forward",
  );
  expect(await emulator.file("main", "p")).toBe("person");

  const next = await github.commitOn("main", { b: "2" });
  const seen: (string | null)[] = [];
  const look = async (): Promise<void> => void seen.push(await emulator.file("main", "b"));
  emulator.addFault({ nth: 1, method: "PATCH", kind: "run", when: "after", run: look });
  await call("PATCH", "/git/refs/heads/main", { sha: next });
  expect(seen).toEqual(["2"]);
});

it("delays one request without holding up the others", async () => {
  const github = await startGitHub();
  github.emulator.addFault({ nth: 1, path: /pulls/, kind: "delay", ms: 600_000 });
  const delayed = expect(github.call("GET", "/pulls")).rejects.toThrow("fetch failed");
  await expect.poll(() => github.emulator.requests).toHaveLength(1);
  await github.call("GET", "/branches/main");
  expect(github.emulator.requests.find((request) => request.path.endsWith("/pulls"))?.status).toBeNull();
  await github[Symbol.asyncDispose]();
  await delayed;
});

it("records all requests in order, whatever the answer", async () => {
  await using github = await startGitHub();
  await github.call("GET", "/pulls?head=acme%3A%C3%A9", undefined, { "x-test": "1" });
  await github.call("POST", "/git/trees", { tree: [] });
  const [first, second] = github.emulator.requests;
  expect(first).toMatchObject({
    index: 0,
    method: "GET",
    path: "/repos/acme/firewall/pulls?head=acme%3A%C3%A9",
    body: null,
  });
  expect(first?.headers["x-test"]).toBe("1");
  expect(second).toMatchObject({ index: 1, method: "POST", body: { tree: [] }, status: 201 });
});

it("ends pending requests when it is closed", async () => {
  const github = await startGitHub({ latencyMs: 60_000 });
  const pending = expect(github.call("GET", "/branches/main")).rejects.toThrow("fetch failed");
  while (github.emulator.requests.length === 0) await new Promise(setImmediate);
  await github[Symbol.asyncDispose]();
  await pending;
});

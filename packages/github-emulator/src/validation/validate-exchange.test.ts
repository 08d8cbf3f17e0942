import { describe, expect, it } from "vitest";
import { routes } from "../routes/routes.ts";
import { type WireAnswer, wireAnswer } from "../server/answer.ts";
import type { Incoming } from "../server/incoming.ts";
import { createRouter, type RouteMatch } from "../server/router.ts";
import { loadDescription } from "./description.ts";
import { createExchangeValidator } from "./validate-exchange.ts";

const validator = await createExchangeValidator();
const route = createRouter(routes);

function exchange(method: string, target: string, body: unknown = null): [Incoming, RouteMatch | null] {
  const [path = "", query] = target.split("?");
  const incoming: Incoming = {
    method,
    target,
    path,
    query: new URLSearchParams(query),
    headers: {},
    body,
    bodyIsBroken: false,
  };
  return [incoming, route(method, path)];
}

const ref = {
  ref: "refs/heads/main",
  node_id: "x",
  url: "http://127.0.0.1/x",
  object: { type: "commit", sha: "0".repeat(40), url: "http://127.0.0.1/y" },
};

function answer(status: number, body: unknown): WireAnswer {
  return wireAnswer({ status, body });
}

describe("requests", () => {
  it.each([
    ["GET", "/repos/o/r/pulls?state=open&per_page=100&head=o%3Ab", null],
    ["PATCH", "/repos/o/r/git/refs/heads/a/b", { sha: "x", force: false }],
    ["POST", "/repos/o/r/git/trees", { tree: [{ path: "a", mode: "100644", type: "blob", sha: null }] }],
    ["POST", "/repos/o/r/issues/1/labels", { labels: ["a"] }],
  ])("accepts %s %s", (method, target, body) => {
    expect(validator.request(...exchange(method, target, body))).toEqual([]);
  });

  it.each([
    [
      "a value that is not one of the listed",
      "GET",
      "/repos/o/r/pulls?state=any",
      null,
      /parameter state must be equal to one/,
    ],
    [
      "text for a number",
      "GET",
      "/repos/o/r/pulls?per_page=many",
      null,
      /parameter per_page must be integer/,
    ],
    [
      "a parameter that does not exist",
      "GET",
      "/repos/o/r/pulls?branch=a",
      null,
      /no query parameter branch/,
    ],
    [
      "a parameter given twice",
      "GET",
      "/repos/o/r/pulls?page=1&page=2",
      null,
      /page is given more than once/,
    ],
    ["a path parameter of another type", "GET", "/repos/o/r/pulls/one", null, /pull_number must be integer/],
    ["no body", "POST", "/repos/o/r/git/refs", null, /the body is missing/],
    [
      "a body without a required field",
      "POST",
      "/repos/o/r/git/refs",
      { ref: "x" },
      /must have required property 'sha'/,
    ],
    [
      "a field of the wrong type",
      "PATCH",
      "/repos/o/r/git/refs/heads/a",
      { sha: 1 },
      /body\/sha must be string/,
    ],
    [
      "a field that does not exist",
      "PATCH",
      "/repos/o/r/git/refs/heads/a",
      { sha: "x", forced: true },
      /must NOT have additional/,
    ],
    [
      "such a field further in",
      "POST",
      "/repos/o/r/git/trees",
      { tree: [{ name: "a" }] },
      /body\/tree\/0 must NOT have additional/,
    ],
    ["a body where none is taken", "DELETE", "/repos/o/r/git/refs/heads/a", {}, /takes no body/],
    ["an address that does not exist", "GET", "/repos/o/r/nope", null, /no such operation/],
    ["a method that does not exist", "PUT", "/repos/o/r/pulls", null, /no such operation/],
  ])("reports %s", (_what, method, target, body, words) => {
    const violations = validator.request(...exchange(method, target, body));
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(words);
    expect(violations[0]).toContain(method);
  });
});

describe("answers", () => {
  const getRef = exchange("GET", "/repos/o/r/git/ref/heads/main");

  it("accepts what the description has, and more fields", () => {
    expect(validator.answer(...getRef, answer(200, { ...ref, extra: 1 }))).toEqual([]);
  });

  it.each([
    [
      "a missing field",
      answer(200, { ...ref, object: {} }),
      /body\/object must have required property 'type'/,
    ],
    ["a field of the wrong type", answer(200, { ...ref, ref: null }), /body\/ref must be string/],
    ["an invalid address", answer(200, { ...ref, url: "a b" }), /body\/url must match format "uri"/],
    ["a status that is not described", answer(202, ref), /no such status/],
    ["a crash", answer(500, { message: "x" }), /no such status/],
    [
      "a body of another type",
      wireAnswer({ status: 200, body: ref, contentType: "text/html" }),
      /no body of type text\/html/,
    ],
    ["a missing body", wireAnswer({ status: 200 }), /no body of type \(none\)/],
    ["a refusal that says nothing readable", answer(404, { message: 1 }), /body\/message must be string/],
  ])("reports %s", (_what, wrong, words) => {
    const violations = validator.answer(...getRef, wrong);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(words);
    expect(violations[0]).toContain(`GET /repos/{owner}/{repo}/git/ref/{ref} → ${wrong.status}`);
  });

  it("reports a body that shouldn't exist", () => {
    const deletion = exchange("DELETE", "/repos/o/r/git/refs/heads/a");
    expect(validator.answer(...deletion, answer(204, {}))).toHaveLength(1);
    expect(validator.answer(...deletion, wireAnswer({ status: 204 }))).toEqual([]);
  });

  it("lets through the refusals that any operation may give, with the usual body", () => {
    for (const status of [400, 401, 403, 404])
      expect(validator.answer(...getRef, answer(status, { message: "x", documentation_url: "y" }))).toEqual(
        [],
      );
    expect(validator.answer(...getRef, answer(422, { message: "x" }))).toHaveLength(1);
  });

  it("accepts null only if the description allows it", () => {
    const comment = exchange("PATCH", "/repos/o/r/issues/comments/1", { body: "x" });
    const body = {
      id: 1,
      node_id: "x",
      url: "http://127.0.0.1/x",
      html_url: "http://127.0.0.1/x",
      issue_url: "http://127.0.0.1/x",
      user: null,
      created_at: "2026-01-01T00:00:00Z",
      updated_at: "2026-01-01T00:00:00Z",
    };
    expect(validator.answer(...comment, answer(200, body))).toEqual([]);
    expect(validator.answer(...comment, answer(200, { ...body, created_at: null }))).toHaveLength(1);
    expect(validator.answer(...comment, answer(200, { ...body, created_at: "yesterday" }))).toHaveLength(1);
  });
});

describe("routes", () => {
  // Where GitHub was seen to send another address than its description has.
  const seenElsewhere = new Map([
    [
      "https://docs.github.com/rest/reference/pulls#request-reviewers-for-a-pull-request",
      "https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request",
    ],
  ]);

  it.each(routes.map((one) => [`${one.method} ${one.path}`, one] as const))(
    "%s is GitHub's, documented where we say",
    async (_name, { method, path, docs }) => {
      const described = (await loadDescription()).operation(method, path)?.documentationUrl ?? "";
      expect(`https://docs.github.com/${docs}`).toBe(seenElsewhere.get(described) ?? described);
    },
  );
});

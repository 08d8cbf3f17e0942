import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import {
  digestOfCommit,
  lengthAround,
  markComment,
  readBodyState,
  readComment,
  renderRegion,
  replaceRegion,
  sha256,
  withDigestTrailer,
} from "./markers.ts";

const digest = sha256("content");
const state = {
  digest,
  title: sha256("title"),
  text: sha256("text"),
  unfinished: 0,
  farewell: null,
  merging: null,
  opened: null,
};
const region = renderRegion(state, "ours");

describe("the trailer of a commit", () => {
  it("is read back", () => {
    expect(digestOfCommit(withDigestTrailer("Subject\n\nBody", digest))).toBe(digest);
  });

  it.each([
    ["a line of blanks before", "Subject\n \nSigned-off-by: A <a@example.com>"],
    ["a folded one", "Subject\n\nReviewed-by: A\n and B"],
  ])("joins trailers that are there: %s", (_case, message) => {
    const whole = withDigestTrailer(message, digest);
    const { stdout } = spawnSync("git", ["interpret-trailers", "--parse"], {
      input: whole,
      encoding: "utf8",
    });
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect(digestOfCommit(whole)).toBe(digest);
  });

  it.each([
    ["none", "Subject"],
    ["one in the body", `Subject\n\nChat-IP-Digest: ${digest}\n\nThe end`],
    ["a quoted one", `Subject\n\n> Chat-IP-Digest: ${digest}`],
    ["one cut short", "Subject\n\nChat-IP-Digest: sha256:abc"],
  ])("is not seen where there is %s", (_case, message) => {
    expect(digestOfCommit(message)).toBeNull();
  });
});

describe("the owned region of a body", () => {
  it.each([
    { unfinished: 0, farewell: null, merging: null, opened: null },
    { unfinished: 2, farewell: null, merging: null, opened: null },
    { unfinished: 0, farewell: 1_764_137_820_000, merging: null, opened: null },
    {
      unfinished: 0,
      farewell: null,
      merging: "0".repeat(40),
      opened: "*:384:0,shop%2Fall:384:79228162514264337593543950336",
    },
    { unfinished: 3, farewell: 1_764_137_820_000, merging: null, opened: null },
  ])("tells its state: $unfinished tries left, farewell at $farewell", (flags) => {
    const body = `Before\r\n${renderRegion({ ...state, ...flags }, "ours")}\r\nAfter`;
    expect(readBodyState(body)).toEqual({ ...state, ...flags });
  });

  it("is replaced, and what people wrote around it stays", () => {
    const next = renderRegion({ ...state, digest: sha256("next") }, "new");
    expect(replaceRegion(`Before\r\n${region}\r\nAfter`, next)).toBe(`Before\r\n${next}\r\nAfter`);
    expect(lengthAround(`Before${region}After`)).toBe("BeforeAfter".length);
  });

  it("follows a body that has none", () => {
    expect(replaceRegion("A person's words\n", region)).toBe(`A person's words\n\n${region}`);
    expect(replaceRegion("", region)).toBe(region);
  });

  it("loses nothing of a person's where the closing marker was deleted", () => {
    const torn = `${region.replace("<!-- chat-ip:end -->", "")}After`;
    expect(replaceRegion(torn, region)).toContain("After");
  });
});

describe("the marker of a comment", () => {
  const state = { kind: "edited", text: sha256("text") } as const;
  const marked = markComment(state, 2, "One.\n\nTwo.");

  it.each(["obsolete", "obsolete-edited", "edited", "conflict"] as const)("is read back: %s", (kind) => {
    expect(readComment(markComment({ ...state, kind }, 2, "text"), 2)).toEqual({
      ...state,
      kind,
      sealed: true,
    });
  });

  it("is not seen in a comment that quotes one", () => {
    expect(readComment(`> ${marked}`, 2)).toBeNull();
  });

  it("survives a form that changes nothing but line breaks", () => {
    expect(readComment(marked.replaceAll("\n", "\r\n").trim(), 2)?.sealed).toBe(true);
  });

  it.each([
    ["edited", marked.replace("Two", "Three"), 2],
    ["added to", `${marked}\nMore.`, 2],
    ["copied from another pull request", marked, 3],
  ])("has its seal broken where the comment was %s", (_what, body, pull) => {
    expect(readComment(body, pull)).toEqual({ ...state, sealed: false });
  });
});

import { describe, expect, it } from "vitest";
import { checkPinsAgree, checkPolicy } from "./policy.ts";

const commit = "3d3c42e5aac5ba805825da76410c181273ba90b1";
const sound = `name: Sound
on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${commit} # v7.0.1
        with:
          persist-credentials: false
      - uses: org/chat-ip-action@v1
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.pull_request.title }}
`;

const expression = "$" + "{{ github.event.issue.title }}";

describe("checkPolicy", () => {
  it("finds nothing in a sound workflow, and lists its pins", () => {
    expect(checkPolicy("ci.yml", sound)).toEqual({
      problems: [],
      pins: [{ action: "actions/checkout", commit, version: "v7.0.1", where: "ci.yml:11" }],
    });
  });

  it.each([
    ["an action pinned to a tag", `@${commit} # v7.0.1`, "@v7", "not pinned to a full commit SHA"],
    ["an action pinned to a short commit", commit, commit.slice(0, 12), "not pinned to a full commit SHA"],
    ["a pin without its version", " # v7.0.1", "", "no comment with its version"],
    ["a pin whose comment names only a major", "# v7.0.1", "# v7", "no comment with its version"],
    ["the own Action at a branch", "chat-ip-action@v1", "chat-ip-action@main", "not pinned"],
    ["a look-alike of the own Action", "org/chat-ip-action@v1", "0rg/chat-ip-action@v1", "not pinned"],
    ["no permissions at the top", "permissions: {}\njobs", "jobs", "add `permissions: {}` at the top"],
    ["permissions at the top", "permissions: {}", "permissions: { contents: read }", "at the top"],
    ["everything allowed at the top", "permissions: {}", "permissions: write-all", "at the top"],
    ["a job without permissions", "    permissions:\n      contents: read\n", "", "has no `permissions`"],
    ["a job without a time limit", "    timeout-minutes: 5\n", "", "no `timeout-minutes`"],
    ["credentials left by a checkout", "persist-credentials: false", "fetch-depth: 1", "persist-credentials"],
    [
      "credentials left on purpose",
      "persist-credentials: false",
      "persist-credentials: true",
      "persist-credentials",
    ],
    ["an expression in a script", '"$TITLE"', `"${expression}"`, "can inject commands"],
    ["pull_request_target", "on: push", "on: pull_request_target", "anyone can trigger"],
    [
      "workflow_run among others",
      "on: push",
      "on: { push: {}, workflow_run: { workflows: [CI] } }",
      "anyone can trigger",
    ],
    ["a file that is not YAML", "on: push", "on: [push", "ci.yml"],
  ])("finds %s", (_name, from, to, problem) => {
    const broken = sound.replace(from, to);
    expect(broken).not.toBe(sound);
    expect(checkPolicy("ci.yml", broken).problems.join("\n")).toContain(problem);
  });
});

describe("checkPinsAgree", () => {
  const pin = { action: "github/codeql-action/init", commit, version: "v4.1.0", where: "a.yml:1" };

  it("accepts the same commit in several files", () => {
    expect(checkPinsAgree([pin, { ...pin, where: "b.yml:9" }])).toEqual([]);
  });

  it("finds a folder of the same repository at another commit", () => {
    const other = {
      ...pin,
      action: "github/codeql-action/analyze",
      commit: "0".repeat(40),
      where: "b.yml:9",
    };
    expect(checkPinsAgree([pin, other])).toHaveLength(1);
  });

  it("finds a version comment that was not updated", () => {
    expect(checkPinsAgree([pin, { ...pin, version: "v4.0.0", where: "b.yml:9" }])).toHaveLength(1);
  });
});

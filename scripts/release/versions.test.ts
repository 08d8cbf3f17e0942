import { describe, expect, it } from "vitest";
import { movingTags, parseVersion, type Version } from "./versions.ts";

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === null) throw new Error(`not a version: ${text}`);
  return parsed;
}

describe("parseVersion", () => {
  it("reads a version with and without its v", () => {
    const expected = { text: "1.20.3", major: 1, minor: 20, patch: 3, prerelease: false };
    expect(parseVersion("1.20.3")).toEqual(expected);
    expect(parseVersion("v1.20.3")).toEqual(expected);
    expect(parseVersion("1.0.0-rc.1")).toMatchObject({ text: "1.0.0-rc.1", prerelease: true });
  });

  it.each(["v1", "v1.2", "1.02.3", "1.2.3.4", "@chat-ip/core@1.2.3", "v1.2.3 ", "--verify", ""])(
    "does not read %j",
    (text) => {
      expect(parseVersion(text)).toBeNull();
    },
  );
});

describe("movingTags", () => {
  it.each([
    ["the first release", "1.0.0", [], ["v1.0", "v1"]],
    ["the newest release", "1.3.0", ["v1", "v1.2", "v1.2.9", "v0.9.0"], ["v1.3", "v1"]],
    ["a fix of an older minor version", "1.2.10", ["v1.2.9", "v1.3.0"], ["v1.2"]],
    ["a fix of an older major version", "1.3.1", ["v1.3.0", "v2.0.0"], ["v1.3", "v1"]],
    ["a fix that came after a newer one", "1.2.3", ["v1.2.4"], []],
    ["a release made again", "1.2.3", ["v1.2.3", "v1"], ["v1.2", "v1"]],
    ["a release after its prerelease", "1.2.3", ["v1.3.0-rc.1"], ["v1.2", "v1"]],
    ["a prerelease", "2.0.0-rc.1", [], []],
    ["a version compared by number, not by text", "1.10.0", ["v1.9.9"], ["v1.10", "v1"]],
  ])("%s (%s, beside %j) moves %j", (_name, text, tags, expected) => {
    expect(movingTags(version(text), tags)).toEqual(expected);
  });
});

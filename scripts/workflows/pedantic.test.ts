import { expect, it } from "vitest";
import { checkPedantic } from "./pedantic.ts";

const sound = `name: CI
on: push
permissions: {}
concurrency:
  group: ci
jobs:
  test:
    name: Tests
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write # signs the provenance
    steps:
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 24.21.0
          package-manager-cache: false
`;

it("finds nothing wrong with a workflow that follows the rules", () => {
  expect(checkPedantic("x.yml", sound)).toEqual([]);
});

it.each([
  ["a workflow without a name", "name: CI\n", "", "the workflow has no `name`"],
  [
    "a job without a name beside another",
    "    name: Tests\n",
    "    needs: other\n  other:\n    name: Other\n",
    "x.yml:7: job `test` has no `name`",
  ],
  ["no limit to runs at once", "concurrency:\n  group: ci\n", "", "has no `concurrency`"],
  [
    "a permission that nobody explains",
    " # signs the provenance",
    "",
    "x.yml:12: add a comment to `id-token: write`",
  ],
  ["another permission to write", "contents: read", "contents: write", "add a comment to `contents: write`"],
  ["a major version of Node", "24.21.0", "24", "setup-node gets `24`"],
  ["a range of Node versions", "24.21.0", "^24.21.0", "setup-node gets `^24.21.0`"],
  ["no version of Node at all", "          node-version: 24.21.0\n", "", "setup-node gets `undefined`"],
  [
    "a cache that others can fill",
    "          package-manager-cache: false\n",
    "",
    "`package-manager-cache: false`",
  ],
])("finds %s", (_what, before, after, problem) => {
  expect(checkPedantic("x.yml", sound.replace(before, after)).join("\n")).toContain(problem);
});

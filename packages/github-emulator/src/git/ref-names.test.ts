import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { isRefName } from "./ref-names.ts";

function gitAccepts(name: string): boolean {
  try {
    execFileSync("git", ["check-ref-format", name], { stdio: "ignore" });
    return true;
  } catch {
    return false; // exit code 1 is git's way of saying no
  }
}

const names = [
  ..."a a/b .a a/.b a.lock a.lock/b a..b a. a/ /a a//b @ a@{b a@b -a # % é 🔥 a~1 a^ a:b a?b a*b a[b a]b a\\b".split(
    " ",
  ),
  "a b",
  "a\tb",
  "a\x7fb",
  "",
  "HEAD",
];

it.each(names)("judges refs/heads/%s as git does", (name) => {
  expect(isRefName(`refs/heads/${name}`)).toBe(gitAccepts(`refs/heads/${name}`));
});

import { expect, it } from "vitest";
import { refusals } from "../src/index.ts";
import { startGitHub } from "./github.ts";

it.each(Object.entries(refusals))("answers %s as it is scripted, once", async (_name, refusal) => {
  await using github = await startGitHub();
  github.emulator.addFault({ nth: 1, kind: "refuse", ...refusal });
  const answer = await github.call("GET", "/branches/main");
  expect([answer.status, answer.json]).toEqual([refusal.status, refusal.body]);
  for (const [name, value] of Object.entries(refusal.headers ?? {}))
    expect(answer.headers.get(name)).toBe(value);
  expect(answer.at("message")).toMatch(/^[A-Z]/);
  expect(answer.at("documentation_url")).toMatch(/^https:\/\/docs\.github\.com\//);
  expect((await github.call("GET", "/branches/main")).status).toBe(200);
});

import { expect, test } from "vitest";
import { createManualClock } from "../../test/manual-clock.ts";
import { createHostChoice, targetOf } from "./host-choice.ts";

const primary = targetOf(new URL("https://main.example"));
const backup = targetOf(new URL("https://backup.example"));

test("stays with the backup once the main host was not reached, and returns after ten minutes", () => {
  const clock = createManualClock();
  const hosts = createHostChoice(primary, backup, clock.elapsedMs);
  expect(hosts.current()).toBe(primary);
  hosts.unreachable(primary);
  expect(hosts.current()).toBe(backup);
  clock.advance(10 * 60_000 - 1);
  expect(hosts.current()).toBe(backup);
  clock.advance(1);
  expect(hosts.current()).toBe(primary);
});

test("stays with the backup when several calls failed together", () => {
  const hosts = createHostChoice(primary, backup, () => 0);
  hosts.unreachable(primary);
  hosts.unreachable(primary);
  expect(hosts.current()).toBe(backup);
});

test("returns to the main host when the backup is not reached either", () => {
  const hosts = createHostChoice(primary, backup, () => 0);
  hosts.unreachable(primary);
  hosts.unreachable(backup);
  expect(hosts.current()).toBe(primary);
});

test("stays where it is without a backup", () => {
  const hosts = createHostChoice(primary, null, () => 0);
  hosts.unreachable(primary);
  expect(hosts.current()).toBe(primary);
});

test.each([
  ["https://main.example", "https://main.example", "", "main.example"],
  ["https://main.example:8443/", "https://main.example:8443", "", "main.example:8443"],
  ["https://main.example/chat/", "https://main.example", "/chat", "main.example"],
  ["http://[::1]:8080", "http://[::1]:8080", "", "[::1]:8080"],
])("takes %s apart", (url, origin, basePath, host) => {
  expect(targetOf(new URL(url))).toEqual({ origin, basePath, host });
});

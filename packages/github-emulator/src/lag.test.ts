import { expect, it } from "vitest";
import { Lag } from "./lag.ts";
import { defaultSettings } from "./settings.ts";

const asker = (operation = "GET /a") => ({ operation });

it("answers a request that asks twice the same", () => {
  const lag = new Lag({ ...defaultSettings, unknownForRequests: 1 });
  lag.note("ref", "refs/heads/b");
  const first = asker();
  expect(lag.hides(first, "ref", "refs/heads/b")).toBe(true);
  expect(lag.hides(first, "ref", "refs/heads/b")).toBe(true);
  expect(lag.hides(asker(), "ref", "refs/heads/b")).toBe(false);
  expect(lag.hides(asker("GET /b"), "ref", "refs/heads/b")).toBe(true);
});

it("hides nothing that was never noted, nor anything if the setting is 0", () => {
  const lag = new Lag({ ...defaultSettings });
  lag.note("object", "a");
  expect(lag.hides(asker(), "object", "a")).toBe(false);
  expect(lag.hides(asker(), "pull", 1)).toBe(false);
});

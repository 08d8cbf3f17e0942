import { expect, test } from "vitest";
import { createManualClock } from "../../test/manual-clock.ts";
import { ChatConfigError } from "../errors.ts";
import { decodeUserSig } from "./decode-user-sig.ts";
import { createUserSigSigner, type UserSigSigner } from "./user-sig-signer.ts";
import { verifyUserSig } from "./verify-user-sig.ts";

const secretKey = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
const app = { sdkAppId: 1_400_000_000, identifier: "administrator", secretKey };

function start(expireSeconds: number): {
  clock: ReturnType<typeof createManualClock>;
  signer: UserSigSigner;
} {
  const clock = createManualClock();
  return { clock, signer: createUserSigSigner({ ...app, expireSeconds, now: clock.now }) };
}

test("hands out the same UserSig until a tenth of its life is left", () => {
  const { clock, signer } = start(1000);
  const first = signer.current();
  clock.advance(899_999);
  expect(signer.current()).toBe(first);
  clock.advance(1);
  expect(signer.current()).not.toBe(first);
});

test("never returns a UserSig with less than a tenth of its lifetime left, at any fraction of a second", () => {
  const { clock, signer } = start(20);
  for (let i = 0; i < 2000; i++) {
    clock.advance(77);
    const { expiresAt } = decodeUserSig(signer.current());
    expect(expiresAt.getTime() - clock.now()).toBeGreaterThanOrEqual(2_000);
  }
});

test("signs once for callers at the same time", async () => {
  let readings = 0;
  // Each reading is another second, so that signing twice would show.
  const signer = createUserSigSigner({ ...app, now: () => 1_700_000_000_000 + 1000 * readings++ });
  const handedOut = await Promise.all(Array.from({ length: 100 }, async () => signer.current()));
  expect(new Set(handedOut).size).toBe(1);
});

test("signs once for callers that were refused at the same time", async () => {
  const { clock, signer } = start(1000);
  const refused = signer.current();
  clock.advance(5000);
  const renewed = await Promise.all(Array.from({ length: 100 }, async () => signer.renew(refused)));
  expect(new Set(renewed).size).toBe(1);
  expect(renewed[0]).not.toBe(refused);
  expect(signer.current()).toBe(renewed[0]);
});

test("signs again on request, with a different result even within the same second", () => {
  const { signer } = start(1000);
  const all = [signer.current(), signer.renew(), signer.renew(), signer.renew()];
  expect(new Set(all).size).toBe(4);
  for (const userSig of all) {
    expect(verifyUserSig(userSig, { ...app, now: () => 1_700_000_000_000 })).toMatchObject({ valid: true });
  }
  expect(signer.current()).toBe(all[3]);
});

test("uses the full lifetime again in the next second", () => {
  const { clock, signer } = start(1000);
  signer.current();
  signer.renew();
  clock.advance(1000);
  expect(decodeUserSig(signer.renew()).expireSeconds).toBe(1000);
});

test("signs again after the clock went back, since the UserSig is now from the future", () => {
  const { clock, signer } = start(1000);
  const first = signer.current();
  clock.advance(-3_600_000);
  expect(decodeUserSig(signer.current()).timeSeconds).toBe(1_700_000_000 - 3600);
  expect(signer.current()).not.toBe(first);
});

test("signs by the system's clock when none is given", () => {
  const signer = createUserSigSigner(app);
  expect(verifyUserSig(signer.current(), app)).toMatchObject({ valid: true });
  expect(signer.current()).toBe(signer.current());
});

test("refuses invalid options", () => {
  expect(() => createUserSigSigner({ ...app, secretKey: "" }).current()).toThrow(ChatConfigError);
});

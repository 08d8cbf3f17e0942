import { spawnSync } from "node:child_process";
import { Api } from "tls-sig-api-v2";
import { expect, test } from "vitest";
import { judgeUserSig } from "../src/user-sig.ts";
import { pack, sampleKey, signedAt, signUserSig, userSigDocument } from "./sign-user-sig.ts";

const hasPython = spawnSync("python3", ["-c", "import zlib, hmac"]).status === 0;
if (!hasPython) console.warn("python3 is missing: the UserSig check is not compared with Python's.");

const nowSeconds = Math.floor(Date.now() / 1000);
const vendorSigned = (identifier: string): string =>
  new Api(1_400_000_000, sampleKey).genSig(identifier, 86_400);

const cases = [
  { what: "the vendor's signer", userSig: vendorSigned("administrator"), now: nowSeconds, good: true },
  {
    what: "the vendor's signer, not ASCII",
    userSig: vendorSigned("用户-é"),
    identifier: "用户-é",
    now: nowSeconds,
    good: true,
  },
  { what: "the tests' signer", userSig: signUserSig(), good: true },
  { what: "a user buffer", userSig: signUserSig({ userBuf: "AAECAw==" }), good: true },
  {
    what: "another order",
    userSig: pack(Object.fromEntries(Object.entries(userSigDocument()).reverse())),
    good: true,
  },
  { what: "another key", userSig: signUserSig({ secretKey: "another" }), good: false },
  { what: "another identifier", userSig: signUserSig({ identifier: "xiaojun" }), good: false },
  { what: "another app", userSig: signUserSig({ sdkAppId: 1 }), good: false },
  { what: "expired", userSig: signUserSig(), now: signedAt + 86_400, good: false },
  { what: "a stretched expiry", userSig: pack({ ...userSigDocument(), "TLS.expire": 1e9 }), good: false },
  {
    what: "a user buffer put in",
    userSig: pack({ ...userSigDocument(), "TLS.userbuf": "AAECAw==" }),
    good: false,
  },
  { what: "cut short", userSig: signUserSig().slice(0, 80), good: false },
].map((row) => ({
  secretKey: sampleKey,
  sdkAppId: 1_400_000_000,
  identifier: "administrator",
  now: signedAt,
  ...row,
}));

test.skipIf(!hasPython)("agrees with Python about every UserSig", () => {
  const script = new URL("verify_user_sig.py", import.meta.url).pathname;
  const python = spawnSync("python3", [script], { input: JSON.stringify(cases), encoding: "utf8" });
  expect(python.stderr).toBe("");
  const ours = cases.map((row) => judgeUserSig(row.userSig, { ...row, nowMs: row.now * 1000 }) === 0);
  expect(ours).toEqual(cases.map(({ good }) => good));
  expect(JSON.parse(python.stdout)).toEqual(ours);
});

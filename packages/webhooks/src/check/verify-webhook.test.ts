import { createHash } from "node:crypto";
import { createMatcher } from "@chat-ip/allowlist";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageBody, now, sampleSign, sdkAppId, signedQuery, token } from "../../test/signed.ts";
import { WebhookOptionsError } from "../errors.ts";
import { signWebhook } from "../sign-webhook.ts";
import { resolveSource } from "../source/resolve-source.ts";
import type { Verdict } from "./verdict.ts";
import type { VerifyOptions } from "./verify-options.ts";
import { verifyWebhook } from "./verify-webhook.ts";

const listed = "101.32.118.25";
const options: VerifyOptions = {
  sdkAppIds: [sdkAppId],
  tokens: [token],
  allow: ["101.32.118.0/24", "2402:4e00::/32"],
  now: () => now,
};

function check(
  query: Parameters<typeof verifyWebhook>[0]["query"],
  more: Partial<VerifyOptions> = {},
): Verdict {
  return verifyWebhook({ query, source: listed }, { ...options, ...more });
}

function reasonOf(verdict: Verdict): string {
  return verdict.ok ? "ok" : verdict.reason;
}

describe("a good call", () => {
  it("passes with the vendor's own sample", () => {
    const query = `SdkAppid=${sdkAppId}&CallbackCommand=Group.CallbackAfterNewMemberJoin&contenttype=json&ClientIP=198.51.100.7&OptPlatform=iOS&RequestTime=1669872112&Sign=${sampleSign}`;
    expect(check(query)).toEqual({
      ok: true,
      command: "Group.CallbackAfterNewMemberJoin",
      sdkAppId,
      source: listed,
      skewSeconds: 0,
      token: 0,
      wouldRefuse: null,
    });
  });

  it.each([
    ["with a question mark", `?${signedQuery()}`],
    ["as URLSearchParams", new URLSearchParams(signedQuery())],
    ["as a framework's object", Object.fromEntries(new URLSearchParams(signedQuery()))],
    [
      "as an object with absent parameters",
      { ...Object.fromEntries(new URLSearchParams(signedQuery())), x: undefined },
    ],
    ["with SdkAppId spelled as the live product does", signedQuery().replace("SdkAppid", "SdkAppId")],
    ["in another order, with empty pieces", `&&${signedQuery().split("&").reverse().join("&&")}&`],
    [
      "without ClientIP, contenttype and OptPlatform",
      signedQuery({ ClientIP: undefined, contenttype: undefined, OptPlatform: undefined }),
    ],
    [
      "with parameters that nobody knows",
      signedQuery({ RequestID: "abc", ["__proto__"]: "x", constructor: "y" }),
    ],
    ["with an IPv6 ClientIP", signedQuery({ ClientIP: "2001:db8::1" })],
    ["with a percent-encoded name", signedQuery().replace("Sign=", "%53ign=")],
    ["for a command that nobody knows", signedQuery({}, { command: "Live.CallbackAfterNew_Thing2" })],
    ["for a command named like a property", signedQuery({}, { command: "constructor" })],
  ])("passes %s", (_, query) => {
    expect(reasonOf(check(query))).toBe("ok");
  });

  it.each([-60, -59, -1, 0, 1, 59, 60])("passes with a clock that is %i s off", (skew) => {
    expect(check(signedQuery({}, { now: now - skew * 1_000 }))).toMatchObject({
      ok: true,
      skewSeconds: skew,
    });
  });

  it.each([
    ["in the list", "101.32.118.255"],
    ["as IPv4-mapped IPv6", "::ffff:101.32.118.25"],
    ["as IPv4-mapped IPv6 in hexadecimal", "::FFFF:6520:7619"],
    ["in IPv6", "2402:4e00:0:1::7"],
  ])("passes from an address %s", (_, source) => {
    expect(reasonOf(verifyWebhook({ query: signedQuery(), source }, options))).toBe("ok");
  });

  it("passes with any of several tokens, and says which", () => {
    const tokens = ["new", token];
    expect(check(signedQuery(), { tokens })).toMatchObject({ ok: true, token: 1 });
    expect(check(signedQuery({}, { token: "new" }), { tokens })).toMatchObject({ ok: true, token: 0 });
  });

  it("signs tokens beyond ASCII as UTF-8", () => {
    const tokens = ["令牌-é-🔑"];
    const sign = createHash("sha256").update(`${tokens[0]}1669872112`, "utf8").digest("hex");
    expect(reasonOf(check(signedQuery({ Sign: sign }), { tokens }))).toBe("ok");
  });

  it.each([
    ["a text", JSON.stringify(messageBody)],
    ["bytes", new TextEncoder().encode(JSON.stringify(messageBody))],
    ["bytes with a byte order mark", new TextEncoder().encode(`\uFEFF${JSON.stringify(messageBody)}`)],
    ["an object", messageBody],
    ["an object that names no command", {}],
  ])("passes with its body as %s", (_, body) => {
    expect(reasonOf(verifyWebhook({ query: signedQuery(), source: listed, body }, options))).toBe("ok");
  });
});

const late = { now: now - 61_000 };
const timeWithTail = "1669872112%80";

describe("an attack", () => {
  it.each([
    // Signatures
    ["no parameters at all", "", "missing"],
    ["no Sign", signedQuery({ Sign: undefined }), "missing"],
    ["no RequestTime", signedQuery({ RequestTime: undefined }), "missing"],
    ["an empty Sign", signedQuery({ Sign: "" }), "malformed"],
    ["a guessed Sign", signedQuery({ Sign: "a".repeat(64) }), "wrong-signature"],
    [
      "a Sign of the time alone",
      signedQuery({ Sign: createHash("sha256").update("1669872112").digest("hex") }),
      "wrong-signature",
    ],
    ["a Sign in upper case", signedQuery({ Sign: sampleSign.toUpperCase() }), "malformed"],
    ["a Sign with a blank", signedQuery({ Sign: `${sampleSign} ` }), "malformed"],
    ["a Sign cut short", signedQuery({ Sign: sampleSign.slice(0, -1) }), "malformed"],
    [
      "a Sign that would be equal once cut to bytes",
      signedQuery({ Sign: `\u0131${sampleSign.slice(1)}` }),
      "malformed",
    ],
    ["a Sign of another second", signedQuery({ RequestTime: "1669872113" }), "wrong-signature"],
    ["a time with leading blanks", signedQuery({ RequestTime: " 1669872112" }), "malformed"],
    ["a time with a plus", signedQuery({ RequestTime: "+1669872112" }), "malformed"],
    ["a time with a fraction", signedQuery({ RequestTime: "1669872112.0" }), "malformed"],
    ["a time in other digits", signedQuery({ RequestTime: "１６６９８７２１１２" }), "malformed"],
    ["a time with a line break", signedQuery({ RequestTime: "1669872112\n" }), "malformed"],
    ["a time in hexadecimal", signedQuery({ RequestTime: "0x63886b70" }), "malformed"],
    ["a time in milliseconds", signedQuery({ RequestTime: "1669872112000" }), "malformed"],
    [
      "an extended hash",
      `${signedQuery({ RequestTime: undefined })}&RequestTime=${timeWithTail}`,
      "malformed",
    ],
    // Replays
    ["a Sign of 61 s ago", signedQuery({}, late), "stale"],
    ["a Sign of 61 s ahead", signedQuery({}, { now: now + 61_000 }), "stale"],
    ["a Sign of a year ago", signedQuery({}, { now: now - 31_536_000_000 }), "stale"],
    // Parameters that two programs read in two ways
    ["Sign twice", `${signedQuery()}&Sign=${sampleSign}`, "malformed"],
    ["Sign twice, a good one last", `Sign=x&${signedQuery()}`, "malformed"],
    ["Sign twice, once encoded", `${signedQuery()}&%53%69gn=x`, "malformed"],
    ["RequestTime twice", `${signedQuery()}&RequestTime=1669872112`, "malformed"],
    ["CallbackCommand twice", `${signedQuery()}&CallbackCommand=State.StateChange`, "malformed"],
    ["SdkAppid in two spellings", `${signedQuery()}&SDKAPPID=7`, "malformed"],
    ["an unknown parameter twice", `${signedQuery()}&x=1&x=1`, "malformed"],
    ["an empty parameter twice", `${signedQuery()}&ClientIP`, "malformed"],
    [
      "an array, as qs makes it",
      { ...Object.fromEntries(new URLSearchParams(signedQuery())), Sign: [sampleSign] },
      "malformed",
    ],
    [
      "an object, as qs makes it",
      { ...Object.fromEntries(new URLSearchParams(signedQuery())), Sign: { length: 64 } },
      "malformed",
    ],
    [
      "a number",
      { ...Object.fromEntries(new URLSearchParams(signedQuery())), RequestTime: 1669872112 },
      "malformed",
    ],
    [
      "parameters from a prototype",
      Object.create(Object.fromEntries(new URLSearchParams(signedQuery()))),
      "missing",
    ],
    ["a broken encoding", `${signedQuery()}&x=%zz`, "malformed"],
    ["bytes that aren't UTF-8", `${signedQuery()}&x=%ff`, "malformed"],
    [
      "a thousand parameters",
      `${signedQuery()}&${Array.from({ length: 1_000 }, (_, i) => `p${i}=1`).join("&")}`,
      "malformed",
    ],
    ["a query of a megabyte", `${signedQuery()}&x=${"x".repeat(1e6)}`, "malformed"],
    // Apps and commands
    ["another app", signedQuery({ SdkAppid: "1400000001" }), "wrong-app"],
    ["no app", signedQuery({ SdkAppid: undefined }), "missing"],
    ["an app with a leading zero", signedQuery({ SdkAppid: "01400000000" }), "malformed"],
    ["an app in exponents", signedQuery({ SdkAppid: "14e8" }), "malformed"],
    ["an app with a fraction", signedQuery({ SdkAppid: "1400000000.0" }), "malformed"],
    ["an app named like a property", signedQuery({ SdkAppid: "constructor" }), "malformed"],
    ["no command", signedQuery({ CallbackCommand: undefined }), "missing"],
    ["an empty command", signedQuery({ CallbackCommand: "" }), "malformed"],
    ["a command with markup", signedQuery({ CallbackCommand: "<script>" }), "malformed"],
    ["a command with a line break", signedQuery({ CallbackCommand: "State.StateChange\nX" }), "malformed"],
    ["a command of a kilobyte", signedQuery({ CallbackCommand: "x".repeat(1_024) }), "malformed"],
  ])("with %s is refused", (_, query, reason) => {
    expect(reasonOf(check(query))).toBe(reason);
  });

  it.each([
    ["another address", "198.51.100.7", "wrong-source"],
    ["a neighbour of the list", "101.32.119.0", "wrong-source"],
    ["an IPv6 address that looks like a listed one", "::101.32.118.25", "wrong-source"],
    ["a 6to4 address of a listed one", "2002:6520:7619::1", "wrong-source"],
    ["a NAT64 address of a listed one", "64:ff9b::101.32.118.25", "wrong-source"],
    ["no address", undefined, "unknown-source"],
    ["an empty address", "", "unknown-source"],
    ["an address with a port", "101.32.118.25:443", "unknown-source"],
    ["an address in brackets", "[2402:4e00::1]", "unknown-source"],
    ["an address with a zone", "2402:4e00::1%eth0", "unknown-source"],
    ["a prefix", "101.32.118.0/24", "unknown-source"],
    ["a mapped prefix", "::ffff:101.32.118.0/120", "unknown-source"],
    ["leading zeros", "101.32.118.025", "unknown-source"],
    ["a short form", "101.32.118", "unknown-source"],
    ["a number", "1696626201", "unknown-source"],
    ["blanks", " 101.32.118.25", "unknown-source"],
    ["a list", "101.32.118.25, 101.32.118.25", "unknown-source"],
    ["a name", "localhost", "unknown-source"],
  ])("from %s is refused", (_, source, reason) => {
    expect(reasonOf(verifyWebhook({ query: signedQuery(), source }, options))).toBe(reason);
  });

  it.each([
    ["another command", { ...messageBody, CallbackCommand: "State.StateChange" }],
    ["a command that isn't a text", { CallbackCommand: ["C2C.CallbackBeforeSendMsg"] }],
    ["an empty command", { CallbackCommand: "" }],
    ["a list", [messageBody]],
    [
      "two commands, as JSON.parse reads them",
      '{"CallbackCommand":"C2C.CallbackBeforeSendMsg","CallbackCommand":"x"}',
    ],
    ["null", "null"],
    ["a text", '"C2C.CallbackBeforeSendMsg"'],
    ["no JSON", "CallbackCommand=C2C.CallbackBeforeSendMsg"],
    ["half of a JSON", '{"CallbackCommand":"C2C.CallbackBeforeSendMsg"'],
    ["nothing", ""],
    ["a million brackets", `{"a":${"[".repeat(1e6)}`],
  ])("with a body of %s is refused", (_, body) => {
    expect(reasonOf(verifyWebhook({ query: signedQuery(), source: listed, body }, options))).toBe(
      "malformed",
    );
  });

  it("gets in with no change of one character anywhere in what is signed", () => {
    fc.assert(
      fc.property(fc.nat(63), fc.constantFrom(..."0123456789abcdef"), (index, digit) => {
        fc.pre(sampleSign[index] !== digit);
        const sign = `${sampleSign.slice(0, index)}${digit}${sampleSign.slice(index + 1)}`;
        return reasonOf(check(signedQuery({ Sign: sign }))) === "wrong-signature";
      }),
    );
  });

  it("never throws, and gets in with no query that a machine makes up", () => {
    const names = ["Sign", "RequestTime", "SdkAppid", "CallbackCommand", "ClientIP", "__proto__"];
    const piece = fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(piece), fc.string(), (pairs, source) => {
        const query = pairs.map(([name, value]) => `${name}=${value}`).join("&");
        return !verifyWebhook({ query, source, body: source }, options).ok;
      }),
    );
  });
});

describe("a refusal", () => {
  it.each([
    [
      "Sign matches once the token is trimmed",
      check(signedQuery(), { tokens: [`${token}\n`] }),
      /without the blanks/,
    ],
    [
      "the token has quotes",
      check(signedQuery({ Sign: "a".repeat(64) }), { tokens: [`"${token}"`] }),
      /has blanks, quotes/,
    ],
    ["the token is another one", check(signedQuery(), { tokens: ["other"] }), /Copy the token again/],
    [
      "authentication is off",
      check(signedQuery({ Sign: undefined, RequestTime: undefined })),
      /switch on authentication/,
    ],
    ["the clock is ahead", check(signedQuery({}, { now: now - 3 * 3_600_000 })), /3 h ahead/],
    ["the clock is behind", check(signedQuery({}, { now: now + 3 * 3_600_000 })), /3 h behind/],
    ["it is a little late", check(signedQuery({}, { now: now - 90_000 })), /old call sent again/],
    ["the time is in milliseconds", check(signedQuery({ RequestTime: String(now) })), /milliseconds/],
    ["it is for another app", check(signedQuery({ SdkAppid: "7" })), /This server takes 1400000000/],
    [
      "a private address was seen",
      verifyWebhook({ query: signedQuery(), source: "10.0.0.5" }, options),
      /private.*trustedProxies/,
    ],
    [
      "a proxy's header was ignored",
      verifyWebhook(
        { query: signedQuery(), source: resolveSource({ socketAddress: "192.0.2.1", forwardedFor: listed }) },
        options,
      ),
      /came through 192\.0\.2\.1.*trustedProxies/,
    ],
    [
      "the proxy is silent",
      verifyWebhook(
        {
          query: signedQuery(),
          source: resolveSource({ socketAddress: "10.0.0.1", trustedProxies: ["10.0.0.0/8"] }),
        },
        options,
      ),
      /proxy_add_x_forwarded_for/,
    ],
    [
      "the end user's address was taken",
      verifyWebhook({ query: signedQuery({ ClientIP: "43.1.2.3" }), source: "43.1.2.3" }, options),
      /ClientIP/,
    ],
    [
      "the list is another one",
      verifyWebhook({ query: signedQuery(), source: "43.1.2.3" }, options),
      /webhook-china/,
    ],
  ])("gives a hint if %s", (_, verdict, hint) => {
    expect(verdict).toMatchObject({ ok: false, hint: expect.stringMatching(hint) });
  });

  it("carries the skew of a stale call", () => {
    expect(check(signedQuery({}, late))).toMatchObject({ reason: "stale", skewSeconds: 61 });
    expect(check(signedQuery({}, { now: now + 61_000 }))).toMatchObject({
      reason: "stale",
      skewSeconds: -61,
    });
  });

  it.each([
    [
      "its address, if only the signature is wrong",
      signedQuery({ Sign: "a".repeat(64) }),
      listed,
      ["source"],
    ],
    ["its signature, if only the address is wrong", signedQuery(), "198.51.100.7", ["signature"]],
    ["both, if only the app is wrong", signedQuery({ SdkAppid: "7" }), listed, ["signature", "source"]],
    ["nothing, if both are wrong", signedQuery({ Sign: "a".repeat(64) }), "198.51.100.7", []],
    ["no signature, if the query can be read in two ways", `${signedQuery()}&Sign=x`, "198.51.100.7", []],
  ])("says what the call proved all the same: %s", (_, query, source, proven) => {
    expect(verifyWebhook({ query, source }, options)).toMatchObject({ ok: false, proven });
  });

  it("never holds the token, Sign or another text of the caller's", () => {
    const secret = "s3cr3t-T0ken";
    const planted = "planted<b>\u001b[31m";
    const plant = { x: planted, OptPlatform: planted };
    const queries = [
      signedQuery({ ...plant }, { token: secret }),
      ...["Sign", "RequestTime", "CallbackCommand", "SdkAppid", "ClientIP"].map((name) =>
        signedQuery({ [name]: planted }, { token: secret }),
      ),
      `${signedQuery({}, { token: secret })}&${planted}=1&${planted}=1`,
      signedQuery({}, { token: secret, now: now - 1e6 }),
    ];
    for (const query of queries) {
      for (const tokens of [[secret], [` ${secret}`], ["other"]]) {
        for (const source of ["198.51.100.7", planted, undefined]) {
          const verdict = verifyWebhook({ query, source, body: planted }, { ...options, tokens });
          const text = JSON.stringify(verdict);
          const sign = new URLSearchParams(query).get("Sign") ?? "-";
          expect(text).not.toContain(secret);
          expect(text).not.toContain("planted");
          if (sign !== planted) expect(text).not.toContain(sign);
        }
      }
    }
  });
});

describe("options", () => {
  it.each([
    ["tokens: []", { tokens: [] }],
    ["an empty token", { tokens: ["a", ""] }],
    ["a blank token", { tokens: [" \n"] }],
    ["a token that isn't set", { tokens: [process.env.NO_SUCH_VARIABLE as unknown as string] }],
    ["no tokens", { tokens: undefined }],
    ["a text for tokens", { tokens: "abc" as unknown as string[] }],
    ["allow: []", { allow: [] }],
    ["no allow", { allow: undefined }],
    ["a bad prefix", { allow: ["10.0.0.0/33"] }],
    ["an object that can't be asked", { allow: {} as unknown as string[] }],
    ["sdkAppIds: []", { sdkAppIds: [] }],
    ["a text for an app", { sdkAppIds: ["1400000000"] as unknown as number[] }],
    ["NaN for an app", { sdkAppIds: [Number.NaN] }],
    ["require: []", { require: [] }],
    ["an unknown proof", { require: ["sign"] as unknown as ["source"] }],
    ["NaN seconds", { maxSkewSeconds: Number.NaN }],
    ["infinite seconds", { maxSkewSeconds: Number.POSITIVE_INFINITY }],
    ["negative seconds", { maxSkewSeconds: -1 }],
    ["an unknown mode", { mode: "warn" as "report" }],
    ["report mode without a signature", { mode: "report", require: ["source"] } as const],
  ])("throw for %s", (_, wrong) => {
    expect(() => check(signedQuery(), wrong as Partial<VerifyOptions>)).toThrow(WebhookOptionsError);
  });

  it("name everything that is wrong at once, and no token", () => {
    const wrong = { sdkAppIds: [], tokens: ["secret", ""], allow: [] };
    let error: unknown;
    try {
      verifyWebhook({ query: "" }, wrong);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(WebhookOptionsError);
    expect((error as WebhookOptionsError).problems).toHaveLength(3);
    expect((error as WebhookOptionsError).message).not.toContain("secret");
  });

  it("can require the signature alone", () => {
    const verdict = verifyWebhook(
      { query: signedQuery() },
      { ...options, allow: undefined, require: ["signature"] },
    );
    expect(verdict).toMatchObject({ ok: true, source: undefined, token: 0 });
  });

  it("can require the source alone, and checks app and command all the same", () => {
    const alone: Partial<VerifyOptions> = { require: ["source"], tokens: undefined };
    const query = signedQuery({ Sign: undefined, RequestTime: undefined });
    expect(check(query, alone)).toMatchObject({ ok: true, token: null, skewSeconds: null });
    expect(reasonOf(check(signedQuery({ SdkAppid: "7" }), alone))).toBe("wrong-app");
  });

  it("let a narrower or wider window be set", () => {
    expect(reasonOf(check(signedQuery({}, { now: now - 6_000 }), { maxSkewSeconds: 5 }))).toBe("stale");
    expect(reasonOf(check(signedQuery({}, { now: now - 300_000 }), { maxSkewSeconds: 300 }))).toBe("ok");
    expect(reasonOf(check(signedQuery(), { maxSkewSeconds: 0 }))).toBe("ok");
  });

  it("refuse everything while the clock says nothing", () => {
    expect(reasonOf(check(signedQuery(), { now: () => Number.NaN }))).toBe("stale");
  });

  it("report what the source check would have refused, and enforce all else", () => {
    const report: VerifyOptions = { ...options, mode: "report" };
    const source = "198.51.100.7";
    expect(verifyWebhook({ query: signedQuery(), source }, report)).toMatchObject({
      ok: true,
      wouldRefuse: { reason: "wrong-source", proven: ["signature"] },
    });
    expect(verifyWebhook({ query: signedQuery() }, report)).toMatchObject({
      ok: true,
      wouldRefuse: { reason: "unknown-source" },
    });
    expect(reasonOf(verifyWebhook({ query: signedQuery({}, late), source }, report))).toBe("stale");
    expect(reasonOf(verifyWebhook({ query: signedQuery({ Sign: "a".repeat(64) }), source }, report))).toBe(
      "wrong-signature",
    );
    expect(reasonOf(verifyWebhook({ query: signedQuery({ SdkAppid: "7" }), source }, report))).toBe(
      "wrong-app",
    );
  });

  it("take a matcher, whatever it says about texts that aren't addresses", () => {
    expect(reasonOf(check(signedQuery(), { allow: createMatcher(["101.32.118.25"]) }))).toBe("ok");
    const yes = { has: () => true };
    expect(reasonOf(verifyWebhook({ query: signedQuery(), source: "x" }, { ...options, allow: yes }))).toBe(
      "unknown-source",
    );
  });
});

describe("signWebhook", () => {
  it("signs as the vendor's sample does", () => {
    const query = new URLSearchParams(signWebhook({ token, sdkAppId, command: "State.StateChange", now }));
    expect(query.get("Sign")).toBe(sampleSign);
    expect([...query.keys()].sort()).toEqual(
      ["CallbackCommand", "ClientIP", "OptPlatform", "RequestTime", "SdkAppid", "Sign", "contenttype"].sort(),
    );
  });

  it("signs for now by default", () => {
    const query = signWebhook({ token, sdkAppId, command: "State.StateChange" });
    expect(reasonOf(check(query, { now: Date.now }))).toBe("ok");
  });

  it("refuses an empty token", () => {
    expect(() => signWebhook({ token: "", sdkAppId, command: "x" })).toThrow(WebhookOptionsError);
  });
});

import { createMatcher, InvalidPrefixError } from "@chat-ip/allowlist";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveSource } from "./resolve-source.ts";

const chat = "101.32.118.25";
const attacker = "198.51.100.66";
const proxies = ["10.0.0.0/8", "203.0.113.7", "fd00::/8"];

describe("resolveSource", () => {
  it.each([
    // [what, socket, header, proxies, address]
    ["no proxy", chat, undefined, [], chat],
    ["no proxy, and a header that names a listed address", attacker, chat, [], attacker],
    ["no proxy, and no trust given", attacker, chat, undefined, attacker],
    ["one proxy that appends", "10.0.0.1", chat, proxies, chat],
    [
      "one proxy, and a caller that wrote a listed address first",
      "10.0.0.1",
      `${chat}, ${attacker}`,
      proxies,
      attacker,
    ],
    [
      "one proxy, and a caller that wrote a proxy's address first",
      "10.0.0.1",
      `${chat}, 10.0.0.9, ${attacker}`,
      proxies,
      attacker,
    ],
    ["two proxies that append", "203.0.113.7", `${chat}, 10.0.0.1`, proxies, chat],
    [
      "two proxies, and a caller that wrote a listed address first",
      "203.0.113.7",
      `${chat}, ${attacker}, 10.0.0.1`,
      proxies,
      attacker,
    ],
    ["the second proxy isn't trusted", "10.0.0.1", `${chat}, 192.0.2.1`, proxies, "192.0.2.1"],
    ["a caller that goes around the proxy", attacker, `${chat}, 10.0.0.1`, proxies, attacker],
    ["a socket mapped to IPv6", `::ffff:${chat}`, undefined, [], chat],
    ["a proxy mapped to IPv6", "::ffff:10.0.0.1", `::ffff:${chat}`, proxies, chat],
    ["a proxy in IPv6", "fd00::1", "2402:4E00:0:0::1", proxies, "2402:4e00::1"],
    ["blanks and tabs around entries", "10.0.0.1", ` ${attacker} ,\t${chat} `, proxies, chat],
    ["several headers", "10.0.0.1", [attacker, chat], proxies, chat],
    ["garbage on the far side of the source", "10.0.0.1", `<script>,,, ${chat}`, proxies, chat],
  ])("finds the source: %s", (_, socketAddress, forwardedFor, trustedProxies, address) => {
    const input = { socketAddress, forwardedFor, trustedProxies };
    expect(resolveSource(input)).toMatchObject({ address, problem: null });
    if (trustedProxies) {
      const matcher = createMatcher(trustedProxies);
      expect(resolveSource({ ...input, trustedProxies: matcher })).toEqual(resolveSource(input));
    }
  });

  it.each([
    ["no socket", undefined, chat, "no-socket-address"],
    ["a socket that is gone", "", chat, "no-socket-address"],
    ["a Unix socket", "/run/app.sock", chat, "not-an-address"],
    ["a proxy without a header", "10.0.0.1", undefined, "only-proxies"],
    ["a proxy with an empty header", "10.0.0.1", "", "only-proxies"],
    ["proxies only", "10.0.0.1", "10.0.0.3, 10.0.0.2", "only-proxies"],
    ["an entry with a port", "10.0.0.1", `${chat}:443`, "not-an-address"],
    ["an entry in brackets", "10.0.0.1", "[2402:4e00::1]", "not-an-address"],
    ["an entry in quotes", "10.0.0.1", `"${chat}"`, "not-an-address"],
    ["an entry of RFC 7239", "10.0.0.1", `for=${chat}`, "not-an-address"],
    ["an empty entry", "10.0.0.1", `${chat},`, "not-an-address"],
    ["unknown", "10.0.0.1", `${chat}, unknown`, "not-an-address"],
    ["a prefix", "10.0.0.1", "101.32.118.0/24", "not-an-address"],
    ["leading zeros", "10.0.0.1", "101.032.118.025", "not-an-address"],
    ["a line break inside", "10.0.0.1", `${chat}\n`, "not-an-address"],
  ])("finds none, and says why: %s", (_, socketAddress, forwardedFor, problem) => {
    expect(resolveSource({ socketAddress, forwardedFor, trustedProxies: proxies })).toMatchObject({
      address: undefined,
      problem,
    });
  });

  it("counts proxies, and says that a header was ignored", () => {
    const through = resolveSource({
      socketAddress: "203.0.113.7",
      forwardedFor: `${chat},10.0.0.1`,
      trustedProxies: proxies,
    });
    expect(through).toEqual({ address: chat, problem: null, proxies: 2, headerIgnored: false });
    expect(resolveSource({ socketAddress: attacker, forwardedFor: chat })).toMatchObject({
      headerIgnored: true,
    });
    expect(resolveSource({ socketAddress: attacker })).toMatchObject({ headerIgnored: false });
  });

  it("never lets a caller choose, whatever it writes to the left of its own address", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string())), (written) => {
        const forwardedFor = [...written, attacker].join(", ");
        const direct = resolveSource({
          socketAddress: attacker,
          forwardedFor: written.join(", "),
          trustedProxies: proxies,
        });
        const one = resolveSource({ socketAddress: "10.0.0.1", forwardedFor, trustedProxies: proxies });
        const two = resolveSource({
          socketAddress: "203.0.113.7",
          forwardedFor: `${forwardedFor}, 10.0.0.1`,
          trustedProxies: proxies,
        });
        return [direct, one, two].every(({ address }) => address === attacker);
      }),
    );
  });

  it("takes a header of any length", () => {
    const forwardedFor = `${"10.0.0.1, ".repeat(100_000)}10.0.0.1`;
    expect(resolveSource({ socketAddress: "10.0.0.1", forwardedFor, trustedProxies: proxies }).problem).toBe(
      "only-proxies",
    );
  });

  it("refuses proxies that aren't prefixes", () => {
    expect(() => resolveSource({ socketAddress: chat, trustedProxies: ["loopback"] })).toThrow(
      InvalidPrefixError,
    );
  });
});

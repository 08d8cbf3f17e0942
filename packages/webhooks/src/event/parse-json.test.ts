import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

describe("parseJson", () => {
  it.each([
    ["2^53 - 1", "9007199254740991", 9007199254740991],
    ["2^53", "9007199254740992", 9007199254740992n],
    ["2^53 + 1", "9007199254740993", 9007199254740993n],
    ["the largest unsigned 64-bit number", "18446744073709551615", 18446744073709551615n],
    ["the smallest signed 64-bit number", "-9223372036854775808", -9223372036854775808n],
    ["a fraction of many digits", "0.1234567890123456789", 0.12345678901234568],
    ["an exponent", "1e30", 1e30],
    ["a whole number written with a fraction", "12345678901234567890.0", 12345678901234567000],
    ["minus zero", "-0", -0],
    ["an id in a text", '"12345678901234567890"', "12345678901234567890"],
    ["a number of a thousand digits", "9".repeat(1_000), Number.POSITIVE_INFINITY],
  ])("reads %s", (_, text, value) => {
    expect(parseJson(text)).toEqual(value);
    expect(parseJson(`{"a":[${text}]}`)).toEqual({ a: [value] });
  });

  it.each([
    '{"__proto__":{"polluted":true},"a":1}',
    '{"\\u005f_proto__":{"polluted":true},"a":1}',
    '{"_\\u005Fproto__":{"polluted":true},"a":1}',
    '{"__\\u0070roto__":{"polluted":true},"a":1}',
    '{"__p\\u0072oto__":{"polluted":true},"a":1}',
    '{"__proto\\u005f_":{"polluted":true},"a":1}',
    '{"\\u005f\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005f":{"polluted":true},"a":1}',
  ])("leaves out keys that would change a prototype: %s", (text) => {
    const value = parseJson(text) as object;
    expect(Object.keys(value)).toEqual(["a"]);
    expect(Object.assign({}, value)).not.toHaveProperty("polluted");
    expect(parseJson(`{"a":[${text}]}`)).toEqual({ a: [{ a: 1 }] });
  });

  it("keeps texts that only look like such a key", () => {
    const value = { a: "__proto__", constructor: { prototype: 1 }, _proto_: "\\u005f" };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });

  it("reads everything else as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain = JSON.stringify(JSON.parse(text));
        if (plain.includes("__proto__") || /\d{16}/.test(plain)) return;
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps every whole number, wherever it stands", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (number) => {
        const { a } = parseJson(`{ "a" : ${number} }`) as { a: number | bigint };
        return BigInt(a) === number && (typeof a === "number") === Number.isSafeInteger(Number(number));
      }),
    );
  });

  it.each(["", "{", "[1,]", "{'a':1}", "01", "NaN", "1 2"])("refuses what isn't JSON: %s", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});

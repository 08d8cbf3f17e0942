import { describe, expect, it } from "vitest";
import { readSecretLines, secretsIn } from "./secret-lines.ts";

const key = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

describe("lines of secrets", () => {
  it.each<[text: string, found: [string, string][], malformed: number[]]>([
    ["", [], []],
    [`shop=${key}`, [["shop", key]], []],
    [
      ` shop = ${key} \r\n\r\nbot=x=y==`,
      [
        ["shop", key],
        ["bot", "x=y=="],
      ],
      [],
    ],
    [key, [], [1]],
    [`${key}=shop`, [], [1]],
    [`${key.slice(0, 40)}=shop`, [], [1]],
    ["shop=", [], [1]],
    ["=x", [], [1]],
    ["Shop=x", [], [1]],
    [`shop=${key}\n- bot: ${key}\nbot`, [["shop", key]], [2, 3]],
  ])("are read: %j", (text, found, malformed) => {
    const read = readSecretLines(text);
    expect(read.found.map(({ name, secret }) => [name, secret])).toEqual(found);
    expect(read.malformed).toEqual(malformed);
  });

  it.each<[text: string, masked: string[]]>([
    [`shop=${key}`, [key]],
    [key, [key]],
    [`${key}=shop`, [`${key}=shop`, key]],
    [`Shop = ${key}`, [`Shop = ${key}`, key]],
    ["Shop = x", ["Shop = x"]],
  ])("have everything masked that may be a secret: %j", (text, masked) => {
    expect(secretsIn(text)).toEqual(masked);
  });
});

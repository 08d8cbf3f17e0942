import { type ListName, listNames } from "@chat-ip/core";

/**
 * Prefixes that no other list has, none next to another, so that nothing can be shared or merged; a fifth of them IPv6.
 *
 * @param list which of the seven it is for
 */
export const longList = (size: number, list: number): string[] =>
  Array.from({ length: size }, (_, index) => {
    const number = index * listNames.length + list;
    if (index % 5 === 0)
      return `2402:4e00:${(number >> 12).toString(16)}:${(number & 4095).toString(16)}::/64`;
    return `${43 + (number >> 15)}.${(number >> 7) & 255}.${(2 * number) & 255}.0/25`;
  });

/** All seven lists with so many entries each. */
export const longLists = (size: number): Partial<Record<ListName, string[]>> =>
  Object.fromEntries(listNames.map((name, list) => [name, longList(size, list)]));

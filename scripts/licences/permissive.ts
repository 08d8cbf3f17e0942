// SPDX identifiers of licences that allow redistribution in the bundle and ask only for their notice.
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
  "Zlib",
]);

/**
 * Whether a package's `license` field lets its code into the bundle. For `OR`, one licence must be permissive, for
 * `AND` all of them. An expression that can't be parsed is not permissive.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function isPermissive(expression: string): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let next = 0;

  function alternatives(): boolean {
    let result = conjunction();
    while (tokens[next] === "OR") {
      next += 1;
      result = conjunction() || result;
    }
    return result;
  }

  function conjunction(): boolean {
    let result = licence();
    while (tokens[next] === "AND") {
      next += 1;
      result = licence() && result;
    }
    return result;
  }

  function licence(): boolean {
    const token = tokens[next];
    next += 1;
    if (token !== "(") return token !== undefined && permissive.has(token);
    const result = alternatives();
    const closed = tokens[next] === ")";
    next += 1;
    return closed && result;
  }

  const result = alternatives();
  return next === tokens.length && result;
}

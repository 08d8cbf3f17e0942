import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "esbuild";

const require = createRequire(import.meta.url);
const file = require.resolve("tls-sig-api-v2/TLSSigAPIv2.js");

/** Its CommonJS, and what stands for it in ESM. */
const replacements: readonly (readonly [string, string])[] = [
  ["var crypto = require('crypto');", 'import crypto from "node:crypto";'],
  ["var zlib = require('zlib');", 'import zlib from "node:zlib";'],
  ["exports.Api = Api;", "export { Api };"],
];

/** What makes a PrivateMapKey or reads a UserSig, which this package doesn't do by it. A bundler can't tell that nobody calls these. */
const unused =
  /^(Api\.prototype\.(_genUserbuf|genPrivateMapKey|genPrivateMapKeyWithStringRoomID)|base64url\.(unescape|encode|decode)) =/;
const unusedCount = 6;

/**
 * Takes the vendor's signing library into the package. It is CommonJS, and bundlers that write ESM leave its `require` in,
 * which then fails. Apart from the module format and methods that are left out, it stays as it is.
 */
export const includeSigning: Plugin = {
  name: "include-signing",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^tls-sig-api-v2\// }, () => ({ path: file }));
    onLoad({ filter: /TLSSigAPIv2\.js$/ }, () => {
      let contents = readFileSync(file, "utf8");
      for (const [commonJs, esm] of replacements) {
        if (!contents.includes(commonJs)) throw new Error(`tls-sig-api-v2 has no ${commonJs}`);
        contents = contents.replace(commonJs, esm);
      }
      // Each statement begins a line without indentation.
      const parts = contents.split(/\n(?=\w)/);
      const used = parts.filter((part) => !unused.test(part));
      if (parts.length - used.length !== unusedCount) {
        throw new Error("tls-sig-api-v2 has other functions now: look at them");
      }
      return { contents: used.join("\n"), loader: "js" };
    });
  },
};

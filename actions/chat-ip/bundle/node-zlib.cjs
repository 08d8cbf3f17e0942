const whenUsed = require("./when-used.cjs");

module.exports = whenUsed("node:zlib", ["deflateSync", "gunzipSync", "inflateSync"]);

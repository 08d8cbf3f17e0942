const whenUsed = require("./when-used.cjs");

module.exports = whenUsed("node:crypto", ["createHash", "createHmac", "randomInt", "randomUUID"]);

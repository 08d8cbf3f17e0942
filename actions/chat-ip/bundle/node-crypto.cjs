// Stands in for `node:crypto`, which is loaded when something of it is first used.
const crypto = () => process.getBuiltinModule("node:crypto");

module.exports = {
  get createHash() {
    return crypto().createHash;
  },
  get createHmac() {
    return crypto().createHmac;
  },
  get randomInt() {
    return crypto().randomInt;
  },
  get randomUUID() {
    return crypto().randomUUID;
  },
};

// Stands in for `node:zlib`, which is loaded when something of it is first used.
const zlib = () => process.getBuiltinModule("node:zlib");

module.exports = {
  get deflateSync() {
    return zlib().deflateSync;
  },
  get gunzipSync() {
    return zlib().gunzipSync;
  },
  get inflateSync() {
    return zlib().inflateSync;
  },
};

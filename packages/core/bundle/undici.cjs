// The parts of undici that core uses, for bundles that must start soon (the Action's and the command line's): each is loaded when
// it is first asked for. All of undici takes longer to load than Node takes to start.

/** undici's index gives its dispatchers the methods of its API; these two are used. */
function withMethods() {
  const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
  Dispatcher.prototype.connect = require("undici/lib/api/api-connect.js");
  Dispatcher.prototype.request = require("undici/lib/api/api-request.js");
}

module.exports = {
  get Agent() {
    return require("undici/lib/dispatcher/agent.js");
  },
  get buildConnector() {
    return require("undici/lib/core/connect.js");
  },
  get Pool() {
    return require("undici/lib/dispatcher/pool.js");
  },
  get ProxyAgent() {
    withMethods();
    return require("undici/lib/dispatcher/proxy-agent.js");
  },
  /** As undici's own, for a URL, with or without a dispatcher. */
  request(url, { dispatcher, ...options }) {
    withMethods();
    const { Agent } = module.exports;
    const { origin, pathname, search } = new URL(url);
    return (dispatcher ?? new Agent()).request({
      method: "GET",
      ...options,
      origin,
      path: pathname + search,
    });
  },
};

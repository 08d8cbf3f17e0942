/** Stands in for members of one of Node's own modules, which is loaded when one of them is first used. */
module.exports = (module, members) => {
  const member = (name) => ({ enumerable: true, get: () => process.getBuiltinModule(module)[name] });
  return Object.defineProperties({}, Object.fromEntries(members.map((name) => [name, member(name)])));
};

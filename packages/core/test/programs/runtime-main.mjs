// For runtimes with a command line: the arguments are JSON.
import { run } from "./runtime.mjs";

const [options] = globalThis.Deno ? globalThis.Deno.args : process.argv.slice(2);
console.log(JSON.stringify(await run(JSON.parse(options))));

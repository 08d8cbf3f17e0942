#!/usr/bin/env node
import * as nodeModule from "node:module";
import { version } from "./version.ts";

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  // Answered here, so that it costs no more than starting Node.
  process.stdout.write(`${version}\n`);
} else {
  // Before anything else is compiled. Node 20 has none.
  if ("enableCompileCache" in nodeModule) nodeModule.enableCompileCache();
  void import("./main.ts").then(({ main }) => main(args));
}

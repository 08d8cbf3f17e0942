#!/usr/bin/env node
import { version } from "./version.ts";

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  // Answered here, so that it costs no more than starting Node.
  process.stdout.write(`${version}\n`);
} else {
  void import("./main.ts").then(({ main }) => main(args));
}

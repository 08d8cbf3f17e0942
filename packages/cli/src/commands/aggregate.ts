import { type CommandBody, isSet } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { readSet } from "../sets/read-set.ts";
import { chosenFamilies, readFormat, setAsText, setFlags } from "../sets/write-set.ts";
import { words } from "../words/words.ts";

export const aggregate: CommandBody = {
  details: "Reads files, stdin (`-`, the default) or prefixes themselves. Works offline.",
  settings: [],
  flags: [
    ...setFlags,
    { flags: "--name <name>", description: "Name of the list in other formats. Default: chat." },
    { flags: "--skip-invalid", description: "Leave out lines that are not addresses, instead of stopping." },
  ],
  examples: [
    { line: "chat-ip aggregate chat-ips/*.txt", does: "all lists as one set" },
    { line: "cat ips.txt | chat-ip aggregate -4 --format ipset --name office", does: "as an ipset" },
  ],
  async run({ args, flags, terminal, cwd }) {
    const { aggregate: merge } = await import("@chat-ip/allowlist");
    const format = readFormat(flags);
    const options = { cwd, terminal, skipInvalid: isSet(flags, "skipInvalid") };
    const names = args.length === 0 ? ["-"] : args;
    const given: string[] = [];
    for (const name of names) given.push(...(await readSet(name, options)));
    const prefixes = merge(chosenFamilies(given, flags));
    if (terminal.json) terminal.writeJson("aggregate", { prefixes });
    else terminal.write(setAsText(typeof flags.name === "string" ? flags.name : "chat", prefixes, format));
    if (terminal.interactive) terminal.say(`${words().amounts.prefixes(given.length)} → ${prefixes.length}`);
    return exitCodes.ok;
  },
};

import type { CompletedCommand, CompletedFlag } from "./describe-commands.ts";

function flagLine(
  command: string,
  { short, long, description, takesValue, values, list }: CompletedFlag,
): string {
  const parts = [
    `complete -c chat-ip -n '__fish_seen_subcommand_from ${command}'`,
    ...(short === null ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(takesValue ? ["-r"] : []),
    ...(takesValue && values !== null ? [`-f -a '${valuesOf(values, list)}'`] : []),
    ...(takesValue && values === null ? ["-F"] : []),
    `-d '${description}'`,
  ];
  return `${parts.join(" ")}\n`;
}

function valuesOf(values: readonly string[], list: boolean): string {
  return list ? `(__fish_append , ${values.join(" ")})` : values.join(" ");
}

function commandLines({ name, summary, flags, args }: CompletedCommand): string {
  const start = `complete -c chat-ip -n __fish_use_subcommand -f -a ${name} -d '${summary}'\n`;
  const files = args === null ? "-F" : `-f -a '${args.join(" ")}'`;
  const rest = `complete -c chat-ip -n '__fish_seen_subcommand_from ${name}' ${files}\n`;
  return start + rest + flags.map((flag) => flagLine(name, flag)).join("");
}

/** A completion script for fish. @see https://fishshell.com/docs/current/completions.html */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  return `# fish completion for chat-ip. Load it with: chat-ip completion fish | source
complete -c chat-ip -f
${commands.map(commandLines).join("")}`;
}

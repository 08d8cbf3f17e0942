import { type CommandBody, loadCommand } from "../command.ts";
import { bashCompletion } from "../completion/bash.ts";
import { type CompletedCommand, describeCommands } from "../completion/describe-commands.ts";
import { fishCompletion } from "../completion/fish.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { suggestion } from "../suggestion.ts";
import { words } from "../words/words.ts";

const shells: ReadonlyMap<string, (commands: readonly CompletedCommand[]) => string> = new Map([
  ["bash", bashCompletion],
  ["zsh", zshCompletion],
  ["fish", fishCompletion],
]);

export const completion: CommandBody = {
  argValues: [...shells.keys()],
  settings: [],
  flags: [],
  examples: [
    { line: "source <(chat-ip completion bash)", does: "in ~/.bashrc; the same with zsh in ~/.zshrc" },
    { line: "chat-ip completion fish > ~/.config/fish/completions/chat-ip.fish", does: "for fish" },
  ],
  async run({ args: [shell = ""], terminal }) {
    const script = shells.get(shell);
    if (script === undefined) {
      const hint = suggestion(shell, [...shells.keys()]);
      throw usageError(words().usage.noCompletion(oneLine(shell, 40), hint));
    }
    // biome-ignore lint/suspicious/noImportCycles: it completes every command, itself included
    const { commands } = await import("../commands.ts");
    const text = script(describeCommands(await Promise.all(commands.map(loadCommand))));
    if (terminal.json) terminal.writeJson("completion", { shell, script: text });
    else terminal.write(text);
    return exitCodes.ok;
  },
};

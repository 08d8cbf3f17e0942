import { type CommandBody, loadCommand } from "../command.ts";
import { bashCompletion } from "../completion/bash.ts";
import { type CompletedCommand, describeCommands } from "../completion/describe-commands.ts";
import { fishCompletion } from "../completion/fish.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { suggestion } from "../suggest.ts";

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
      const what = `No completion for \`${shell.slice(0, 40)}\`.`;
      throw usageError({ what, remedy: suggestion(shell, [...shells.keys()]) });
    }
    const { commands } = await import("../commands.ts");
    const text = script(describeCommands(await Promise.all(commands.map(loadCommand))));
    if (terminal.json) terminal.writeJson("completion", { shell, script: text });
    else terminal.write(text);
    return exitCodes.ok;
  },
};

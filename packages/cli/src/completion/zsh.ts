import type { CompletedCommand, CompletedFlag } from "./describe-commands.ts";

function flagSpec({ short, long, description, takesValue, values, list }: CompletedFlag): string {
  const action =
    values === null ? "_files" : list ? `_values -s , value ${values.join(" ")}` : `(${values.join(" ")})`;
  const value = takesValue ? `:value:${action}` : "";
  const names = short === null ? [long] : [short, long];
  return names.map((name) => `        '${name}[${description}]${value}' \\\n`).join("");
}

function commandCase({ name, flags, args }: CompletedCommand): string {
  const rest = args === null ? "_files" : `(${args.join(" ")})`;
  return `    ${name})
      _arguments \\
${flags.map(flagSpec).join("")}        '--help[Show help]' \\
        '*:argument:${rest}' ;;
`;
}

/** A completion script for zsh. @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef chat-ip
# zsh completion for chat-ip. Load it with: source <(chat-ip completion zsh)
_chat_ip() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${summary}'\n`).join("")}    'help:Show help'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${commands.map(commandCase).join("")}    help) _describe command commands ;;
  esac
}
compdef _chat_ip chat-ip
`;
}

import type { CompletedCommand, CompletedFlag } from "./describe-commands.ts";

/** The pattern of a `case` for a flag. */
function pattern({ short, long }: CompletedFlag): string {
  return short === null ? long : `${short}|${long}`;
}

function valueCase(flag: CompletedFlag): string {
  const words = flag.values === null ? '-f -- "$word"' : `-W "${flag.values.join(" ")}" -- "$word"`;
  const split = flag.list
    ? `before=""; [[ $word == *,* ]] && before="\${word%,*},"; word="\${word##*,}"; `
    : "";
  const join = flag.list ? `; COMPREPLY=("\${COMPREPLY[@]/#/$before}")` : "";
  return `        ${pattern(flag)}) ${split}COMPREPLY=($(compgen ${words}))${join}; return ;;\n`;
}

function commandCase({ name, flags, args }: CompletedCommand): string {
  const withValues = flags.filter(({ takesValue }) => takesValue);
  const words = flags.flatMap(({ short, long }) => (short === null ? [long] : [short, long]));
  const rest = args === null ? '-f -- "$word"' : `-W "${args.join(" ")}" -- "$word"`;
  return `    ${name})
      case "$last" in
${withValues.map(valueCase).join("")}      esac
      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "${words.join(" ")} --help" -- "$word"))
      else COMPREPLY=($(compgen ${rest})); fi ;;
`;
}

/** A completion script for bash 3.2 and newer. @see https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# bash completion for chat-ip. Load it with: source <(chat-ip completion bash)
_chat_ip() {
  local IFS=$' \\t\\n' word="\${COMP_WORDS[COMP_CWORD]}" last="\${COMP_WORDS[COMP_CWORD-1]}" before
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W "${names} help --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(commandCase).join("")}    help) COMPREPLY=($(compgen -W "${names}" -- "$word")) ;;
  esac
}
complete -o bashdefault -F _chat_ip chat-ip
`;
}

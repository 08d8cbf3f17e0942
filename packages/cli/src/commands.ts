import type { CommandEntry } from "./command.ts";

/** Every command, in the order of the help. What one does is loaded when it is chosen, so that starting takes no time for the others. */
export const commands: readonly CommandEntry[] = [
  {
    name: "init",
    summary: "Write chat-ip.config.json and a workflow for GitHub, GitLab or Gitea.",
    load: async () => (await import("./commands/init.ts")).init,
  },
  {
    name: "fetch",
    summary: "Print the live prefixes of lists, one a line.",
    args: "[list...]",
    load: async () => (await import("./commands/fetch.ts")).fetchLists,
  },
  {
    name: "check",
    summary: "Compare the committed files with the live lists, and write nothing.",
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "sync",
    summary: "Write the live lists into the files.",
    load: async () => (await import("./commands/sync.ts")).sync,
  },
  {
    name: "diff",
    summary: "Compare two sets by address: files, folders, stdin or prefixes.",
    args: "<a> <b>",
    load: async () => (await import("./commands/diff.ts")).diff,
  },
  {
    name: "aggregate",
    summary: "Merge prefixes into the fewest CIDRs that cover the same addresses.",
    args: "[set...]",
    load: async () => (await import("./commands/aggregate.ts")).aggregate,
  },
  {
    name: "lookup",
    summary: "Say which list holds an address, by which prefix, and since when.",
    args: "[address...]",
    load: async () => (await import("./commands/lookup.ts")).lookup,
  },
  {
    name: "history",
    summary: "Show from git when addresses were allowed, by which commit and pull request.",
    args: "[question]",
    load: async () => (await import("./commands/history.ts")).history,
  },
  {
    name: "watch",
    summary: "Check again and again, and run a command when addresses differ.",
    load: async () => (await import("./commands/watch.ts")).watch,
  },
  {
    name: "sign",
    summary: "Sign a UserSig.",
    load: async () => (await import("./commands/sign.ts")).sign,
  },
  {
    name: "decode",
    summary: "Show what a UserSig says.",
    args: "[usersig]",
    load: async () => (await import("./commands/decode.ts")).decode,
  },
  {
    name: "verify",
    summary: "Check a UserSig against the key, the app and an account.",
    args: "[usersig]",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  {
    name: "call",
    summary: "Call any command of the REST API and print its answer.",
    args: "[command]",
    load: async () => (await import("./commands/call.ts")).call,
  },
  {
    name: "doctor",
    summary: "Find out why calls to the API don't work: clock, DNS, hosts, proxy, key, region, lists.",
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  {
    name: "webhook",
    summary: "Send a webhook to a server of yours, as the vendor would.",
    args: "<action> [event]",
    load: async () => (await import("./commands/webhook.ts")).webhook,
  },
  {
    name: "explain",
    summary: "Say what an error code means and what to do, offline.",
    args: "<code...>",
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "completion",
    summary: "Print a completion script for bash, zsh or fish.",
    args: "<shell>",
    // biome-ignore lint/suspicious/noImportCycles: it completes every command, itself included
    load: async () => (await import("./commands/completion.ts")).completion,
  },
];

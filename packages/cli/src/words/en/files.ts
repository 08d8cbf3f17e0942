import type { Message } from "../../errors.ts";

/** What is wrong with files and folders. */
export const fileWords = {
  linkedFolder: (path: string): Message => ({
    what: `The folder ${path} is a symbolic link.`,
    why: "Reading or writing through it could reach files somewhere else.",
    remedy: "Name the folder that it leads to with --path.",
  }),
  notAFile: (path: string, kind: "symlink" | "other"): Message => ({
    what: `${path} is ${kind === "symlink" ? "a symbolic link, not a file" : "not a plain file"}.`,
    remedy: "Remove it, or choose another folder with --path.",
  }),
  notAFolder: (path: string): Message => ({
    what: `${path} is a file, not a folder.`,
    remedy: "Remove it, or choose another folder with --path.",
  }),
  notAFolderIn: (path: string, kind: "symlink" | "file", commit: string): Message => ({
    what: `${path} is ${kind === "symlink" ? "a symbolic link" : "a file"} in ${commit}, not a folder.`,
    remedy: "Remove it, or choose another folder with --path.",
  }),
  inSubmodule: (folder: string, submodule: string): Message => ({
    what: `${folder} is in the submodule ${submodule}, so its files belong to another repository.`,
    remedy: "Run the command inside the submodule, or choose another folder with --path.",
  }),
  notAPlainFileIn: (path: string, commit: string): Message => ({
    what: `${path} is not a plain file in ${commit}.`,
    remedy: "Remove it, or choose another folder with --path.",
  }),
  leavesFolder: (path: string, folder: string): Message => ({
    what: `${path} leaves the folder ${folder}.`,
    remedy: "Choose a path inside it.",
  }),
  notWritten: (path: string, kind: "symlink" | "other"): Message => ({
    what: `${path} is ${kind === "symlink" ? "a symbolic link" : "not a plain file"}, so nothing was written.`,
    why: "Writing through it could change a file somewhere else.",
    remedy: "Replace it with a plain file, or choose another folder.",
  }),
  locked: (
    folder: string,
    holder: { readonly pid: number; readonly host: string } | null,
    lock: string,
  ): Message => ({
    what: `Another \`chat-ip sync\` is at work in ${folder} (${holder === null ? "another process" : `process ${holder.pid} on ${holder.host}`}).`,
    remedy: `Wait for it to end. If none is running, delete ${lock}.`,
  }),
  completed: "Completed a run that had been interrupted.",
  notACommit: (name: string): Message => ({
    what: `\`${name}\` is neither a folder nor a commit of this repository.`,
    remedy: "Name a folder, a branch, a tag or a commit. In a CI job, fetch the branch first.",
  }),
  stdinIsOneList: {
    what: "--against - compares one list.",
    remedy: "Name it with --lists, such as --lists all.",
  },
  folderIsOneApp: { what: "--against a folder compares one app.", remedy: "Choose it with --app." },
  nothingAgainst: (name: string): Message => ({
    what: `--against: there is no folder \`${name}\`, and this is no git repository.`,
    remedy: "Name a folder, or run the command in a repository.",
  }),
};

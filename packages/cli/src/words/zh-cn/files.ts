import type { Words } from "../en/english.ts";

export const fileWords: Words["files"] = {
  linkedFolder: (path) => ({
    what: `目录 ${path} 是符号链接。`,
    why: "通过它读写可能会触及别处的文件。",
    remedy: "请用 --path 给出它指向的目录。",
  }),
  notAFile: (path, kind) => ({
    what: `${path} ${kind === "symlink" ? "是符号链接，不是文件" : "不是普通文件"}。`,
    remedy: "请将其移除，或用 --path 选择其他目录。",
  }),
  notAFolder: (path) => ({
    what: `${path} 是文件，不是目录。`,
    remedy: "请将其移除，或用 --path 选择其他目录。",
  }),
  notAFolderIn: (path, kind, commit) => ({
    what: `提交 ${commit} 中的 ${path} 是${kind === "symlink" ? "符号链接" : "文件"}，不是目录。`,
    remedy: "请将其移除，或用 --path 选择其他目录。",
  }),
  inSubmodule: (folder, submodule) => ({
    what: `${folder} 位于子模块 ${submodule} 中，其文件属于另一个仓库。`,
    remedy: "请在该子模块中运行此命令，或用 --path 选择其他目录。",
  }),
  notAPlainFileIn: (path, commit) => ({
    what: `提交 ${commit} 中的 ${path} 不是普通文件。`,
    remedy: "请将其移除，或用 --path 选择其他目录。",
  }),
  leavesFolder: (path, folder) => ({
    what: `${path} 超出了目录 ${folder}。`,
    remedy: "请选择该目录之内的路径。",
  }),
  notWritten: (path, kind) => ({
    what: `${path} ${kind === "symlink" ? "是符号链接" : "不是普通文件"}，因此没有写入任何文件。`,
    why: "通过它写入可能会改动别处的文件。",
    remedy: "请换成普通文件，或选择其他目录。",
  }),
  locked: (folder, holder, lock) => ({
    what: `另一个 \`chat-ip sync\` 正在 ${folder} 中运行（${holder === null ? "其他进程" : `${holder.host} 上的进程 ${holder.pid}`}）。`,
    remedy: `请等待其结束。如果没有其他运行，请删除 ${lock}。`,
  }),
  completed: "已完成上次中断的写入。",
  notACommit: (name) => ({
    what: `\`${name}\` 既不是目录，也不是此仓库的提交。`,
    remedy: "请给出目录、分支、标签或提交。在 CI 任务中请先获取该分支。",
  }),
  stdinIsOneList: { what: "--against - 只能比较一个列表。", remedy: "请用 --lists 指定，例如 --lists all。" },
  folderIsOneApp: { what: "--against 后为目录时只能比较一个应用。", remedy: "请用 --app 选择。" },
  nothingAgainst: (name) => ({
    what: `--against：没有目录 \`${name}\`，且此处不是 git 仓库。`,
    remedy: "请给出目录，或在仓库中运行此命令。",
  }),
};

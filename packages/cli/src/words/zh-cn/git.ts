import type { Words } from "../en/english.ts";

export const gitWords: Words["git"] = {
  noGit: { what: "找不到 git。", remedy: "请安装 git，并检查 PATH。" },
  failed: (command, exitCode, why) => ({ what: `git ${command} 失败（退出码 ${exitCode}）。`, why }),
  dubiousOwner: (folder) => ({
    what: `git 拒绝使用 ${folder} 所在的仓库：它属于其他用户。`,
    remedy: `如果您信任它，请运行：git config --global --add safe.directory ${folder}`,
  }),
  noRepository: (folder) => ({
    what: `${folder} 不在 git 仓库中。`,
    remedy: "请运行 `git init`，或去掉 --commit。",
  }),
  inTheMiddle: (state) => ({
    what: `仓库正处于未完成的 ${state} 中。`,
    remedy: `请先完成，或用 \`git ${state} --abort\` 放弃。`,
  }),
  ignored: (files) => ({
    what: `git 忽略了 ${files.join("、")}，因此没有提交。`,
    remedy: "请将这些文件从 .gitignore 中去掉。文件已写入。",
  }),
  nobodyCommits: (written) => ({
    what: `git 不知道提交者是谁${written ? "，因此没有提交。文件已写入" : ""}。`,
    remedy: '请设置：git config user.name "…" 和 git config user.email "…"（或 GIT_AUTHOR_NAME …）。',
  }),
  noContent: (id) => ({ what: `git 中没有 ${id} 的内容。` }),
  nothingToCommit: "没有需要提交的内容。",
  commitFailed: (why) => ({
    what: "git 拒绝了提交。文件已写入。",
    why,
    remedy: "请按其提示（例如钩子的检查结果）改正，然后手动提交或重新运行。",
  }),
  detached: (commit) => ({
    what: `HEAD 处于游离状态，因此提交 ${commit} 不在任何分支上。`,
    remedy: `可用 \`git branch NAME ${commit}\` 保留。在 CI 任务中请使用 --push。`,
  }),
  committed: (commit) => `已提交 ${commit}。`,

  pullRequestHost: (host) => ({
    what: `--pull-request：不支持 \`${host}\`。`,
    remedy: "请使用 --pull-request github。其他平台请使用 --push REMOTE。",
  }),
  pullRequestAlone: {
    what: "--pull-request 不能与 --push、--commit 或 --dry-run 同时使用。",
    remedy: "请用 `chat-ip check` 查看差异。",
  },
  pushWithCommit: { what: "--commit 和 --push 不能同时使用。", remedy: "--push 会自行提交。" },
  unknownHost: (host, remedy) => ({ what: `--host：未知的类型 \`${host}\`。`, remedy }),
  nameARemote: { what: "--push：请给出远端，例如 origin。" },
  badBranch: (origin, name) => ({
    what: `${origin}：\`${name}\` 不是有效的分支名。`,
    remedy: "请换一个名称。",
  }),
  asking: (remote) => `正在查询 ${remote} …`,
  refusesAccount: (remote, why) => ({
    what: `${remote} 拒绝了此账号。`,
    why,
    remedy: "请检查令牌或密钥，以及它是否有权推送到此仓库。",
  }),
  unreachable: (remote, why) => ({
    what: `无法访问 ${remote}。`,
    why,
    remedy: "请检查远端的名称或地址。",
  }),
  noBase: (remote, base) => ({
    what: `${remote} 没有${base === null ? "默认分支" : `分支 \`${base}\``}。`,
    remedy: "如果是新仓库，请先推送一个提交。如果设置了 --base，请检查名称。",
  }),
  branchIsBase: (branch) => ({ what: `\`${branch}\` 就是基准分支。`, remedy: "请换一个 --branch。" }),
  movedTooOften: (branch, times) => ({
    what: `运行期间分支 \`${branch}\` 变动了 ${times} 次。`,
    remedy: "请避免同时运行多个任务，然后重新运行。",
  }),
  unrelated: {
    what: "该分支与基准分支没有共同的历史，因此没有推送。",
    remedy: "请删除该分支，或换一个 --branch。",
  },
  oldGit: {
    what: "基准分支已有变动，而当前版本的 git 无法在没有工作区的情况下合并。",
    remedy: "请使用 git 2.38 或更高版本，或自行将基准分支合并到该分支。",
  },
  conflicts: (files) => ({
    what: `该分支与基准分支在 ${files.join("、")} 上有冲突。`,
    why: "有人在该分支上改动了这些文件，这些改动会保留。",
    remedy: "请在该分支上解决冲突，或删除该分支后重新运行。",
  }),
  branchRefused: (branch, why, words) => ({
    what: `远端拒绝了分支 \`${branch}\`（${why}）。`,
    why: words === "" ? undefined : words,
    remedy: "请检查远端的分支规则，以及该账号是否有权推送。",
  }),
  noNoteMade: (why) => ({ what: "移除无法等待确认：未能生成记录。", why }),
  noNoteTaken: (remote, ref, why) => ({
    what: `移除无法等待确认：${remote} 不接受 ${ref} 下的记录，已改为再次查询。`,
    why,
  }),
  noMergeRequest: (why) => ({
    what: "分支已推送，但平台未能创建合并请求。",
    why,
    remedy: "请手动创建，或按平台的提示改正。",
  }),
  nothingToPropose: (base, branch) =>
    `没有需要向 ${base} 提出的变更。${branch === null ? "" : `如果 ${branch} 的合并请求仍打开，请将其关闭。`}`,
  proposedAlready: (branch) => `${branch} 已包含这些变更，没有推送。`,
  wouldPush: (branch, remote) => `将会向 ${remote} 的 ${branch} 推送一个提交。`,
  pushed: (commit, branch, remote) => `已将 ${commit} 推送到 ${remote} 的 ${branch}。`,
  mergeRequest: (open) => (open ? "合并请求：" : "请在此创建合并请求："),

  askingGitHub: (repository) => `正在向 GitHub 查询 ${repository} …`,
  repositoryUnknown: {
    what: "不清楚 GitHub 上的仓库。",
    remedy: "请使用 --repository owner/name，或设置 GITHUB_REPOSITORY。",
  },
  noToken: {
    what: "没有 GitHub 的令牌。",
    remedy: "请将 GH_TOKEN 设为有权写入内容（contents）和 PR（pull requests）的令牌。",
  },
};

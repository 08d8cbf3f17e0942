import type { Entry, Folder, Forge } from "@chat-ip/sync";
import { RefusedError } from "@chat-ip/sync/start";
import { record, records, size, text } from "../answers.ts";
import { blobId } from "../blob-id.ts";
import type { Octokit } from "../client.ts";
import type { Repository } from "../repository-name.ts";
import { orNull } from "../retry.ts";

/** GitHub lists at most this many entries of a folder; beyond it a file could be overlooked. */
const folderLimit = 1000;

/** GitHub lists a submodule as a file; its URL leads to a commit's tree. */
function typeInFolder(type: unknown, url: unknown): Entry["type"] {
  if (type === "file") return /\/git\/blobs\//.test(String(url)) ? "file" : "submodule";
  return type === "symlink" || type === "submodule" ? type : "folder";
}

/** To git a symbolic link is a blob like any other, and a submodule is a commit. */
function typeInTree(type: string, mode: unknown): Entry["type"] {
  if (mode === "120000") return "symlink";
  return type === "blob" ? "file" : type === "commit" ? "submodule" : "folder";
}

const notAFolder = (path: string): RefusedError =>
  new RefusedError({ id: "not-a-folder", path, type: "file" });

/** The committed files, and what a tree holds. */
export function createFileReads(
  octokit: Octokit,
  repository: Repository,
): Pick<Forge, "folders" | "tree" | "read"> {
  async function folder(path: string, ref: string | null): Promise<Folder> {
    const found = await orNull(
      octokit.request("GET /repos/{owner}/{repo}/contents/{path}", {
        ...repository,
        path,
        ...(ref === null ? {} : { ref }),
      }),
    );
    if (!found) return new Map();
    const entries = found.data;
    if (!Array.isArray(entries)) {
      // Of a file GitHub gives the name.
      text(record(entries, "contents").name, "contents");
      throw notAFolder(path);
    }
    // git knows no empty folder.
    text(entries[0]?.name, "contents");
    if (entries.length >= folderLimit) {
      throw new RefusedError({ id: "folder-too-large", path, most: folderLimit });
    }
    return new Map(
      records(entries, "contents").map(({ name, type, sha, size: bytes, git_url: url }) => [
        text(name, "contents.name"),
        { type: typeInFolder(type, url), id: text(sha, "contents.sha"), size: size(bytes, "contents.size") },
      ]),
    );
  }

  /**
   * Many folders in one request: all of the commit's tree. `null` where GitHub cuts the list short, which it does beyond 100,000
   * entries or 7 MB, and where it doesn't find the tree.
   */
  async function foldersOfTree(
    paths: readonly string[],
    at: string,
  ): Promise<ReadonlyMap<string, Folder> | null> {
    const found = await orNull(
      octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
        ...repository,
        tree_sha: at,
        recursive: "1",
      }),
    );
    // A commit that was named has a tree, so "not found" says nothing about the folders: they are listed one by one.
    if (found?.data.truncated !== false) return null;
    const folders = new Map(paths.map((path) => [path, new Map<string, Entry>()]));
    for (const { path, type, mode, sha: id, size: bytes } of records(found.data.tree, "tree")) {
      const file = text(path, "tree.path");
      const kind = typeInTree(text(type, "tree.type"), mode);
      if (folders.has(file) && kind !== "folder") throw notAFolder(file);
      const cut = file.lastIndexOf("/");
      folders.get(file.slice(0, Math.max(cut, 0)))?.set(file.slice(cut + 1), {
        type: kind,
        id: text(id, "tree.sha"),
        size: bytes === undefined ? 0 : size(bytes, "contents.size"),
      });
    }
    return folders;
  }

  return {
    async folders(paths, at) {
      const whole = paths.length > 1 ? await foldersOfTree(paths, at ?? "HEAD") : null;
      if (whole) return whole;
      const found = await Promise.all(paths.map((path) => folder(path, at)));
      return new Map(paths.map((path, index) => [path, found[index] ?? new Map()]));
    },

    async tree(treeSha) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
        ...repository,
        tree_sha: treeSha,
      });
      return new Map(
        records(data.tree, "tree").map(({ path, type, sha: id, mode }) => [
          text(path, "tree.path"),
          { type: typeInTree(text(type, "tree.type"), mode), id: text(id, "tree.sha") },
        ]),
      );
    },

    async read(id) {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
        ...repository,
        file_sha: id,
      });
      const content = Buffer.from(String(data.content), data.encoding === "base64" ? "base64" : "utf8");
      // An empty file is one, but not where another was asked for.
      text(blobId(content) === id ? id : null, "blob.content");
      return content;
    },
  };
}

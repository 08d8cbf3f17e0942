import { directoryMode, type TreeEntry } from "../git/objects.ts";
import { type HostedRepository, isEmpty } from "../hosted-repository.ts";
import {
  type ContentPlace,
  contentType,
  encodeContent,
  representContent,
} from "../representations/contents.ts";
import { resolveCommit } from "../resolve-commit.ts";
import { ApiRefusal, notFound } from "../server/api-refusal.ts";
import { objectMediaType, rawMediaType, wantsObject, wantsRaw } from "../server/media-type.ts";
import { parameter, type Route, type RouteAnswer } from "../server/route.ts";

/** Up to here GitHub sends the content along. */
const inlineLimitBytes = 1024 * 1024;

/** These two refusals point at an older address than the route's other ones. */
const oldDocumentation = "https://docs.github.com/v3/repos/contents/";

type Media = "json" | "raw" | "object";

function mediaOf(accept: string): Media {
  if (wantsRaw(accept)) return "raw";
  return wantsObject(accept) ? "object" : "json";
}

async function blobAt(repository: HostedRepository, entry: TreeEntry): Promise<Buffer> {
  const object = await repository.git.object(entry.sha);
  if (object?.type !== "blob") throw new Error(`${entry.sha} is not a blob`);
  return object.content;
}

async function sizeOf(repository: HostedRepository, entry: TreeEntry): Promise<number> {
  const type = contentType(entry);
  return type === "file" || type === "symlink" ? (await blobAt(repository, entry)).length : 0;
}

interface Target {
  readonly path: string;
  readonly ref: string;
  readonly tree: string;
  readonly media: Media;
}

async function answerDirectory(
  repository: HostedRepository,
  target: Target,
  sha: string,
): Promise<RouteAnswer> {
  const entries = (await repository.git.tree(sha)) ?? [];
  const listed = await Promise.all(
    entries.map(async (entry) => {
      const path = target.path === "" ? entry.name : `${target.path}/${entry.name}`;
      const place = { path, ref: target.ref, entry, size: await sizeOf(repository, entry) };
      const content = representContent(repository, place);
      // In a listing a submodule is called a file; GitHub keeps that for compatibility.
      return contentType(entry) === "submodule" ? { ...content, type: "file" } : content;
    }),
  );
  if (target.media !== "object") return { status: 200, body: listed };
  const entry = { mode: directoryMode, name: target.path, sha };
  const self = representContent(repository, { path: target.path, ref: target.ref, entry, size: 0 });
  return {
    status: 200,
    body: { ...self, entries: listed },
    contentType: objectMediaType,
  };
}

async function answerFile(
  repository: HostedRepository,
  target: Target,
  place: ContentPlace,
): Promise<RouteAnswer> {
  const content = await blobAt(repository, place.entry);
  if (target.media === "raw") return { status: 200, body: content, contentType: rawMediaType };
  const inline =
    content.length > inlineLimitBytes
      ? { content: "", encoding: "none" }
      : { content: encodeContent(content), encoding: "base64" };
  const contentTypes = target.media === "object" ? { contentType: objectMediaType } : {};
  return { status: 200, body: { ...representContent(repository, place), ...inline }, ...contentTypes };
}

async function answerSymlink(
  repository: HostedRepository,
  target: Target,
  place: ContentPlace,
): Promise<RouteAnswer> {
  const link = (await blobAt(repository, place.entry)).toString("utf8");
  const folder = target.path.split("/").slice(0, -1).join("/");
  const pointsTo = new URL(link, `file:///${folder}/`).pathname.slice(1);
  const entry = link.startsWith("/") ? null : await repository.git.entryAt(target.tree, pointsTo);
  // A link to a file in the repository is followed, under the link's own name.
  if (entry !== null && contentType(entry) === "file")
    return answerFile(repository, target, { ...place, entry, size: await sizeOf(repository, entry) });
  return { status: 200, body: { ...representContent(repository, place), target: link } };
}

async function submoduleUrl(repository: HostedRepository, target: Target): Promise<string | null> {
  const entry = await repository.git.entryAt(target.tree, ".gitmodules");
  const text = entry === null ? "" : (await blobAt(repository, entry)).toString("utf8");
  const section = text
    .split(/^\[/m)
    .find((part) => part.match(/^\s*path\s*=\s*(.*?)\s*$/m)?.[1] === target.path);
  return section?.match(/^\s*url\s*=\s*(.*?)\s*$/m)?.[1] ?? null;
}

const getContents: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/contents/{path}",
  docs: "rest/repos/contents#get-repository-content",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    const ref = request.query.get("ref") || repository.defaultBranch;
    const commitSha = await resolveCommit(repository, ref, request);
    const commit = commitSha === null ? null : await repository.git.commit(commitSha);
    if (commit === null) {
      const message = (await isEmpty(repository))
        ? "This repository is empty."
        : `No commit found for the ref ${ref}`;
      throw new ApiRefusal(404, message, { documentationUrl: oldDocumentation });
    }
    const path = parameter(request, "path").replace(/^\/+|\/+$/g, "");
    const target = { path, ref, tree: commit.tree, media: mediaOf(request.accept) };
    const entry = await repository.git.entryAt(commit.tree, path);
    if (entry === null) throw notFound();
    const place = { path, ref, entry, size: await sizeOf(repository, entry) };
    switch (contentType(entry)) {
      case "dir":
        return answerDirectory(repository, target, entry.sha);
      case "file":
        return answerFile(repository, target, place);
      case "symlink":
        return answerSymlink(repository, target, place);
      case "submodule":
        return {
          status: 200,
          body: {
            ...representContent(repository, place),
            submodule_git_url: await submoduleUrl(repository, target),
          },
        };
    }
  },
};

export const contentRoutes: readonly Route[] = [getContents];

import { encodeContent } from "../representations/contents.ts";
import { nodeId } from "../representations/node-id.ts";
import { notFound } from "../server/api-refusal.ts";
import { rawMediaType, wantsRaw } from "../server/media-type.ts";
import { refuseEmpty } from "../server/refuse-empty.ts";
import { parameter, type Route } from "../server/route.ts";

const getBlob: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/git/blobs/{file_sha}",
  docs: "rest/git/blobs#get-a-blob",
  permissions: [{ contents: "read" }],
  async handle(request, repository) {
    await refuseEmpty(repository);
    const sha = parameter(request, "file_sha");
    const object = await repository.git.object(sha);
    if (object?.type !== "blob" || repository.lag.hides(request, "object", sha)) throw notFound();
    if (wantsRaw(request.accept)) return { status: 200, body: object.content, contentType: rawMediaType };
    return {
      status: 200,
      body: {
        sha,
        node_id: nodeId("Blob", sha),
        size: object.content.length,
        url: repository.links.api(`git/blobs/${sha}`),
        content: encodeContent(object.content),
        encoding: "base64",
      },
    };
  },
};

export const gitBlobRoutes: readonly Route[] = [getBlob];

import { numberFor } from "../accounts.ts";
import { encodePath, type Links } from "../links.ts";
import { nodeId } from "./node-id.ts";

/** GitHub's `label`, in the grey that labels get when they come into being by being used. */
export function representLabel(links: Links, name: string): object {
  const id = numberFor(`label ${name}`);
  return {
    id,
    node_id: nodeId("Label", id),
    url: links.api(`labels/${encodePath(name)}`),
    name,
    color: "ededed",
    default: false,
    description: "",
  };
}

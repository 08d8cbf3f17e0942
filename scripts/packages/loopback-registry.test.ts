import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createLoopbackRegistry } from "./loopback-registry.ts";

const tarball = Buffer.from("not really a tarball");
const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;

function publication(name: string, version: string, dist: { integrity: string } = { integrity }): string {
  const attachment = { data: tarball.toString("base64") };
  return JSON.stringify({
    name,
    versions: { [version]: { name, version, dist } },
    _attachments: { x: attachment },
  });
}

interface Packument {
  readonly versions: Readonly<Record<string, { readonly dist: { integrity: string; tarball: string } }>>;
}

const headers = { authorization: "Bearer rehearsal" };

describe("createLoopbackRegistry", () => {
  it("gives back what was published, under an address of its own", async () => {
    await using registry = await createLoopbackRegistry();
    const address = `${registry.url}@chat-ip%2fcore`;
    expect((await fetch(address)).status).toBe(404);
    const put = await fetch(address, { method: "PUT", headers, body: publication("@chat-ip/core", "1.0.0") });
    expect(put.status).toBe(201);
    const { versions } = (await (await fetch(address)).json()) as Packument;
    const dist = versions["1.0.0"]?.dist ?? { integrity: "", tarball: "" };
    expect(dist.integrity).toBe(integrity);
    expect(Buffer.from(await (await fetch(dist.tarball)).arrayBuffer())).toEqual(tarball);
    expect(registry.published).toEqual(["@chat-ip/core@1.0.0"]);
  });

  it.each([
    ["a version that exists", { headers, body: publication("a", "1.0.0") }, 403],
    ["somebody without its token", { body: publication("a", "2.0.0") }, 401],
    [
      "bytes that are not the ones described",
      { headers, body: publication("a", "2.0.0", { integrity: "sha512-x" }) },
      400,
    ],
    ["another package's name", { headers, body: publication("b", "2.0.0") }, 400],
  ])("refuses %s", async (_name, init, status) => {
    await using registry = await createLoopbackRegistry();
    await fetch(`${registry.url}a`, { method: "PUT", headers, body: publication("a", "1.0.0") });
    expect((await fetch(`${registry.url}a`, { method: "PUT", ...init })).status).toBe(status);
    expect(registry.published).toEqual(["a@1.0.0"]);
  });
});

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { createPackageFromTarballData } from "@arethetypeswrong/core";

/** A temporary npm registry on loopback. */
export interface LoopbackRegistry extends AsyncDisposable {
  readonly url: string;
  /**
   * Make npm use this registry and no other. These are flags because they override the environment, where pnpm sets the real
   * registry, and the user's own configuration, whose tokens are not read.
   */
  readonly npmFlags: readonly string[];
  /** `name@version` of everything published over HTTP, in that order. */
  readonly published: readonly string[];
  /** Offers a tarball without publishing it. */
  offer(name: string, tarball: string): Promise<void>;
}

interface Version {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly tarball: Buffer;
}

/** The part of what `npm publish` sends that a registry keeps. */
interface Publication {
  readonly name: string;
  readonly versions: Readonly<Record<string, { readonly dist: { readonly integrity: string } }>>;
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

const token = "rehearsal";

/** Starts a registry on a free port. It supports only what `npm publish`, `npm view` and `npm install` use. */
export async function createLoopbackRegistry(): Promise<LoopbackRegistry> {
  const packages = new Map<string, Map<string, Version>>();
  const published: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => send(response, 500, { error: error.message }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;

  return {
    url,
    npmFlags: [
      `--registry=${url}`,
      `--@chat-ip:registry=${url}`,
      `--//127.0.0.1:${port}/:_authToken=${token}`,
      "--userconfig=no-such-file",
    ],
    published,
    async offer(name, tarball) {
      const bytes = await readFile(tarball);
      const contents = createPackageFromTarballData(new Uint8Array(bytes));
      const manifest = JSON.parse(contents.readFile(`/node_modules/${name}/package.json`));
      store(name, manifest.version, { manifest, tarball: bytes });
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function store(name: string, version: string, content: Version): void {
    const versions = packages.get(name) ?? new Map<string, Version>();
    packages.set(name, versions.set(version, content));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? "/", url).pathname).slice(1);
    if (request.method === "PUT") return publish(path, request, response);
    const [name = "", file] = path.split("/-/");
    const versions = packages.get(name);
    if (versions === undefined) return send(response, 404, { error: "Not found" });
    if (file === undefined) return send(response, 200, packument(name, versions));
    const found = [...versions].find(([version]) => file === fileName(name, version));
    if (!found) return send(response, 404, { error: "Not found" });
    response.writeHead(200, { "content-type": "application/octet-stream" }).end(found[1].tarball);
  }

  async function publish(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.headers.authorization !== `Bearer ${token}`)
      return send(response, 401, { error: "Who are you?" });
    const publication: Publication = JSON.parse(body);
    const [[version, manifest] = ["", undefined]] = Object.entries(publication.versions);
    const [attachment] = Object.values(publication._attachments);
    if (!manifest || !attachment || publication.name !== name)
      return send(response, 400, { error: "Bad publication" });
    if (packages.get(name)?.has(version)) return send(response, 403, { error: "That version exists" });
    const tarball = Buffer.from(attachment.data, "base64");
    if (manifest.dist.integrity !== integrityOf(tarball))
      return send(response, 400, { error: "Bad integrity" });
    store(name, version, { manifest, tarball });
    published.push(`${name}@${version}`);
    send(response, 201, { ok: true });
  }

  function packument(name: string, versions: ReadonlyMap<string, Version>): object {
    const described = [...versions].map(([version, { manifest, tarball }]) => {
      const dist = { tarball: `${url}${name}/-/${fileName(name, version)}`, integrity: integrityOf(tarball) };
      return [version, { ...manifest, dist }] as const;
    });
    return {
      name,
      "dist-tags": { latest: [...versions.keys()].at(-1) },
      versions: Object.fromEntries(described),
    };
  }
}

function fileName(name: string, version: string): string {
  return `${basename(name)}-${version}.tgz`;
}

function integrityOf(tarball: Buffer): string {
  return `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

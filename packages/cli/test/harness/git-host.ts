import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createPlace, environment, type Place } from "./run-chat-ip.ts";

/** A git host on loopback: git's own http-backend over a bare repository, with a password and recorded push options. */
export interface GitHost extends AsyncDisposable {
  /** Without credentials. */
  readonly url: string;
  /** The same with the user and the password of the host. */
  readonly urlWithPassword: string;
  readonly password: string;
  readonly repository: Pick<Place, "path">;
  /** The options of each push so far. */
  pushes(): readonly (readonly string[])[];
  /** Makes the host print these lines after each push that follows. */
  say(...lines: readonly string[]): void;
}

const password = "glpat-secret";

/** What `git init --bare` and `git config` would write. */
const configOf = (pushOptions: boolean): string => `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
[http]
	receivepack = true
[receive]
	advertisePushOptions = ${pushOptions}
`;

export async function createGitHost(options: { readonly pushOptions?: boolean } = {}): Promise<GitHost> {
  const place = await createPlace();
  const repository = { path: join(place.path, "firewall.git") };
  for (const folder of ["hooks", "objects", "refs/heads"])
    mkdirSync(join(repository.path, folder), { recursive: true });
  writeFileSync(join(repository.path, "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(repository.path, "config"), configOf(options.pushOptions ?? true));
  const recorded = join(place.path, "options");
  const words = join(place.path, "words");
  writeFileSync(recorded, "");
  writeFileSync(words, "");
  const record = `#!/bin/sh
i=0
while [ "$i" -lt "\${GIT_PUSH_OPTION_COUNT:-0}" ]; do
  eval "printf '%s\\\\n' \\"\\$GIT_PUSH_OPTION_$i\\"" >> ${recorded}
  i=$((i + 1))
done
echo --- >> ${recorded}
`;
  writeFileSync(join(repository.path, "hooks/pre-receive"), record, { mode: 0o755 });
  writeFileSync(join(repository.path, "hooks/post-receive"), `#!/bin/sh\ncat ${words} >&2\n`, {
    mode: 0o755,
  });
  const server = createServer((request, response) => serve(place.path, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/firewall.git`,
    urlWithPassword: `http://robot:${password}@127.0.0.1:${port}/firewall.git`,
    password,
    repository,
    pushes: () =>
      readFileSync(recorded, "utf8")
        .split("---\n")
        .slice(0, -1)
        .map((push) => push.split("\n").filter((line) => line !== "")),
    say: (...lines) => writeFileSync(words, lines.map((line) => `${line}\n`).join("")),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await place[Symbol.asyncDispose]();
    },
  };
}

function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = "GET", url = "/", headers } = request;
  // As hosts do for tokens: the password counts, whoever the user claims to be.
  const [, credentials = ""] = (headers.authorization ?? "").split("Basic ");
  if (Buffer.from(credentials, "base64").toString().split(":")[1] !== password) {
    response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
    return;
  }
  const [path = "", query = ""] = url.split("?", 2);
  const child = spawn("git", ["http-backend"], {
    env: environment({
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: method,
      CONTENT_TYPE: headers["content-type"] ?? "",
      CONTENT_LENGTH: headers["content-length"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
      REMOTE_USER: "robot",
    }),
  });
  request.pipe(child.stdin);
  child.stdin.on("error", () => {});
  let head = Buffer.alloc(0);
  let started = false;
  child.stdout.on("data", (chunk: Buffer) => {
    if (started) {
      response.write(chunk);
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    started = true;
    const lines = head.subarray(0, end).toString().split("\r\n");
    const fields = lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
    const status = fields.find(([name]) => name.toLowerCase() === "status")?.[1] ?? "200";
    response.writeHead(
      Number.parseInt(status, 10),
      Object.fromEntries(fields.filter(([name]) => name.toLowerCase() !== "status")),
    );
    response.write(head.subarray(end + 4));
  });
  child.once("close", () => response.end());
}

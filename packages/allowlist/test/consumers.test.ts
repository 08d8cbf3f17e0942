import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Format, render } from "../src/index.ts";
import { consumerLists, fiveThousand } from "./five-thousand.ts";

/**
 * The rendered files, loaded by the programs that they are for. A program that isn't here is skipped, which its tests' titles show;
 * with CHAT_IP_REQUIRE_CONSUMERS=1 that is a failure. Debian has them all: nginx-light apache2 haproxy nftables ipset caddy. nft and ipset
 * need root; a required run that isn't root gets it from sudo.
 */
const required = process.env.CHAT_IP_REQUIRE_CONSUMERS === "1";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chat-ip-consumers-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(
  command: string,
  args: readonly string[],
): { readonly status: number | null; readonly output: string } {
  const path = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`;
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    env: { ...process.env, PATH: path },
  });
  return { status, output: `${stdout ?? ""}${stderr ?? ""}` };
}

const asRoot = required && process.getuid?.() !== 0 ? ["sudo", "--non-interactive"] : [];

/** In a network namespace of its own, so that the machine's sets and rules are never touched. */
function runApart(script: string): { readonly status: number | null; readonly output: string } {
  return run("env", [...asRoot, "unshare", "--net", "sh", "-e", "-c", script]);
}

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function writeList(format: Format, prefixes: readonly string[]): string {
  const [file] = render({ name: "webhook-china", description: "egress addresses", prefixes }, format);
  if (!file) throw new Error(`nothing was written for ${format}`);
  return write(...file);
}

interface Consumer {
  readonly program: string;
  readonly format: Format;
  isHere(): boolean;
  load(file: string): { readonly status: number | null; readonly output: string };
}

const apacheModules = "/usr/lib/apache2/modules";

const consumers: Consumer[] = [
  {
    program: "nginx -t",
    format: "nginx",
    isHere: () => run("nginx", ["-v"]).status === 0,
    load(file) {
      const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
        (kind) => `${kind}_temp_path ${folder}/${kind};`,
      );
      const config = `pid ${folder}/nginx.pid; error_log stderr; events {} http { access_log off; ${paths.join(" ")} include ${file}; }`;
      return run("nginx", ["-t", "-e", "stderr", "-p", folder, "-c", write("nginx.conf", config)]);
    },
  },
  {
    program: "apachectl configtest",
    format: "apache",
    isHere: () => run("apachectl", ["-v"]).status === 0,
    load(file) {
      const modules = ["mpm_event", "authz_core", "authz_host"].map(
        (name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so\n`,
      );
      const config = `ServerRoot ${folder}\nServerName localhost\nDefaultRuntimeDir ${folder}\nPidFile ${folder}/apache.pid
ErrorLog ${folder}/apache.log\n${modules.join("")}Listen 127.0.0.1:1\n<Location "/">\nInclude ${file}\n</Location>\n`;
      return run("apachectl", ["-t", "-f", write("apache.conf", config)]);
    },
  },
  {
    program: "haproxy -c",
    format: "haproxy",
    isHere: () => run("haproxy", ["-v"]).status === 0,
    load(file) {
      const config = `defaults\n mode http\n timeout client 1s\nfrontend chat\n bind 127.0.0.1:1
 acl from_chat src -f ${file}\n http-request deny unless from_chat\n`;
      return run("haproxy", ["-c", "-q", "-f", write("haproxy.cfg", config)]);
    },
  },
  {
    program: "nft -c -f",
    format: "nftables",
    isHere: () => runApart("nft list ruleset").status === 0,
    load: (file) => runApart(`nft -c -f ${file}`),
  },
  {
    program: "ipset restore",
    format: "ipset",
    isHere: () => runApart("ipset list").status === 0,
    load: (file) => runApart(`ipset restore -file ${file}`),
  },
];

consumers.push(
  {
    program: "caddy validate",
    format: "caddy",
    isHere: () => run("caddy", ["version"]).status === 0,
    load(file) {
      const config = `http://127.0.0.1:1 {\n\timport ${file}\n\trespond @chat_ip_webhook_china 200\n}\n`;
      const args = ["--adapter", "caddyfile", "--config", write("Caddyfile", config)];
      const { status, output } = run("caddy", ["validate", ...args]);
      return { status, output: status === 0 ? "" : output }; // it warns about its own defaults
    },
  },
  {
    // No program of the firewalls that poll such files is here; nft says whether each line is an address or prefix.
    program: "nft, for each line of plain",
    format: "plain",
    isHere: () => runApart("nft list ruleset").status === 0,
    load(file) {
      const lines = readFileSync(file, "utf8").split("\n");
      const sets = (["ipv4", "ipv6"] as const).map((family) => {
        const own = lines.filter((line) => line !== "" && line.includes(":") === (family === "ipv6"));
        const elements = own.length === 0 ? "" : `elements = { ${own.join(",\n")} };`;
        return `set ${family} { type ${family}_addr; flags interval; ${elements} }`;
      });
      return runApart(`nft -c -f ${write("plain.nft", `table inet t {\n${sets.join("\n")}\n}\n`)}`);
    },
  },
);

const here = new Set(consumers.filter((consumer) => consumer.isHere()).map(({ program }) => program));
const missing = consumers.filter(({ program }) => !here.has(program)).map(({ program }) => program);
// The summary of a run only counts what was skipped.
if (missing.length > 0) console.warn(`Not here, so no rendered file was tried on: ${missing.join(", ")}`);

describe.each(consumers)("$program", (consumer) => {
  const isHere = here.has(consumer.program);

  it.runIf(required)("is here", () => {
    expect(isHere).toBe(true);
  });

  const lists = Object.entries(consumerLists).filter(
    ([, list]) => list.length > 0 || consumer.format !== "plain",
  );

  it.skipIf(!isHere).each(lists)("takes a list %s", (_, prefixes) => {
    const { status, output } = consumer.load(writeList(consumer.format, prefixes));
    expect({ status, complaints: output.match(/.*(warn|error|emerg|alert).*/gi) ?? [] }).toEqual({
      status: 0,
      complaints: [],
    });
  });

  it.skipIf(!isHere)("would refuse a broken file, so that taking one means something", () => {
    const file = writeList(consumer.format, ["101.32.118.25"]);
    writeFileSync(file, readFileSync(file, "utf8").replace("101.32.118.25", "101.32.118.256"));
    expect(consumer.load(file).status).not.toBe(0);
  });
});

describe("loaded twice, with another list the second time,", () => {
  const before = ["101.32.0.0/16", ...fiveThousand];
  const after = ["101.32.118.25", "2402:4e00::/32"];

  it.skipIf(!here.has("nft -c -f"))("nftables holds the second list alone", () => {
    const first = write("first.nft", readFileSync(writeList("nftables", before), "utf8"));
    const second = writeList("nftables", after);
    const { status, output } = runApart(`nft -f ${first}; nft -f ${second}; nft list table inet chat_ip`);
    const elements = [...output.matchAll(/elements = \{ ([^}]*) \}/g)].map((match) => match[1]);
    expect({ status, elements }).toEqual({ status: 0, elements: ["101.32.118.25", "2402:4e00::/32"] });
  });

  it.skipIf(!here.has("ipset restore"))(
    "ipset holds the second list alone, and no set that was only for the swap",
    () => {
      const first = write("first.ipset", readFileSync(writeList("ipset", before), "utf8"));
      const second = writeList("ipset", after);
      const { status, output } = runApart(
        `ipset restore -file ${first}; ipset restore -file ${second}; ipset save`,
      );
      const words = (line: string): string => line.split(" ").slice(0, 3).join(" ");
      expect({ status, lines: output.trim().split("\n").map(words) }).toEqual({
        status: 0,
        lines: [
          "create chat-ip-webhook-china-ipv4 hash:net",
          "add chat-ip-webhook-china-ipv4 101.32.118.25",
          "create chat-ip-webhook-china-ipv6 hash:net",
          "add chat-ip-webhook-china-ipv6 2402:4e00::/32",
        ],
      });
    },
  );
});

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findFiles } from "../find-files.ts";

/** A package of the workspace, and which others its own code imports. */
export interface Room {
  readonly name: string;
  readonly folder: string;
  readonly description: string;
  readonly published: boolean;
  /** Name of another package → true if its values are imported, false if only its types are. */
  readonly imports: ReadonlyMap<string, boolean>;
}

/** Reads the packages and actions of the repository at `root`. Tests, benchmarks and generators don't count as their code. */
export async function readRooms(root: string): Promise<Room[]> {
  const manifests = await findFiles(root, "{packages,actions}/*/package.json");
  const rooms = await Promise.all(
    manifests.map(async (path) => {
      const folder = dirname(path);
      const manifest: { name: string; description?: string; private?: boolean } = JSON.parse(
        await readFile(join(root, path), "utf8"),
      );
      const sources = (await findFiles(root, `${folder}/src/**/*.ts`)).filter(
        (source) => !source.endsWith(".test.ts"),
      );
      const imports = new Map<string, boolean>();
      for (const source of sources) {
        for (const { name, values } of readImports(await readFile(join(root, source), "utf8"))) {
          if (name !== manifest.name) imports.set(name, values || imports.get(name) === true);
        }
      }
      const { name, description = "", private: hidden = false } = manifest;
      return { name, folder, description, published: !hidden, imports };
    }),
  );
  const known = new Set(rooms.map(({ name }) => name));
  return rooms.map((room) => ({
    ...room,
    imports: new Map([...room.imports].filter(([name]) => known.has(name)).sort()),
  }));
}

// `import … from "x"`, `export … from "x"` and `import("x")`. Only types if the statement or each of its names says `type`.
const statement = /(?:^|\n)(?:import|export)\s+(type\s+)?([^"';]*?)\s*from\s+"(@chat-ip\/[\w-]+)[^"]*"/g;
const dynamic = /\bimport\("(@chat-ip\/[\w-]+)[^"]*"\)/g;

/** Finds which packages of this workspace a source imports. */
export function readImports(text: string): { name: string; values: boolean }[] {
  const found: { name: string; values: boolean }[] = [];
  for (const [, type, names = "", name = ""] of text.matchAll(statement)) {
    const list = /^\{([\s\S]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(",")
      .map((each) => each.trim());
    const typesOnly = list?.every((each) => each === "" || each.startsWith("type ")) ?? false;
    found.push({ name, values: type === undefined && !typesOnly });
  }
  for (const [, name = ""] of text.matchAll(dynamic)) found.push({ name, values: true });
  return found;
}

const idOf = (folder: string): string => folder.replaceAll(/[^a-z0-9]+/g, "_");

/** The packages and their imports as a Mermaid chart: a solid line for values, a dotted one for types only. */
export function architectureChart(rooms: readonly Room[]): string {
  const byName = new Map(rooms.map((room) => [room.name, room]));
  const lines = ["flowchart TD"];
  for (const { folder, published } of rooms) {
    const label = `"${folder}"`;
    lines.push(`  ${idOf(folder)}${published ? `[${label}]` : `(${label})`}`);
  }
  for (const { folder, imports } of rooms) {
    for (const [name, values] of imports) {
      const target = byName.get(name);
      if (target) lines.push(`  ${idOf(folder)} ${values ? "-->" : "-.->"} ${idOf(target.folder)}`);
    }
  }
  return `\`\`\`mermaid\n${lines.join("\n")}\n\`\`\``;
}

/** One row for each package: its folder, whether it is published, and its description. */
export function roomsTable(rooms: readonly Room[]): string {
  const rows = rooms.map(
    ({ folder, description, published }) =>
      `| [\`${folder}\`](../${folder}) | ${published ? "npm" : ""} | ${description.replaceAll("|", "\\|")} |`,
  );
  return ["| Folder | Published | What it does |", "| --- | --- | --- |", ...rows].join("\n");
}

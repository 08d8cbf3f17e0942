// Rehearses a release of the packages on loopback, from a changeset to an installation: raises versions in a copy of this
// working copy, plans, packs and publishes like release.yml, then checks that nothing is left to publish.
import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLoopbackRegistry } from "../packages/loopback-registry.ts";
import { repositoryRoot } from "../report-problems.ts";
import { runCommand, runPnpm } from "../run-command.ts";
import { copyWorkingCopy } from "./copy-working-copy.ts";
import { gitIn } from "./git.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const place = await mkdtemp(join(tmpdir(), "chat-ip-rehearsal-"));
try {
  const copy = join(place, "source");
  await copyWorkingCopy(repositoryRoot, copy);
  const git = gitIn(copy);
  await git(["init", "--quiet", "--initial-branch=main"]);
  await git(["add", "--all"]);
  await git([
    "-c",
    "user.name=rehearsal",
    "-c",
    "user.email=rehearsal@chat-ip.invalid",
    "commit",
    "--quiet",
    "-m",
    "x",
  ]);
  const { packageManager }: { packageManager: string } = JSON.parse(
    await readFile(join(copy, "package.json"), "utf8"),
  );
  const pnpm = (args: readonly string[]) => runPnpm(packageManager, args, { cwd: copy });
  await pnpm(["install", "--frozen-lockfile", "--prefer-offline"]);

  const names: string[] = [];
  for await (const path of glob("packages/*/package.json", { cwd: copy })) {
    const manifest: { name: string; private?: boolean } = JSON.parse(
      await readFile(join(copy, path), "utf8"),
    );
    if (manifest.private !== true) names.push(manifest.name);
  }
  const raised = ["chat-ip-action", ...names].map((name) => `"${name}": minor`).join("\n");
  await writeFile(join(copy, ".changeset/rehearsal.md"), `---\n${raised}\n---\n\nA rehearsal.\n`);
  await pnpm(["exec", "changeset", "version"]);
  for await (const path of glob("{packages,actions}/*/package.json", { cwd: copy })) {
    const { name, version } = JSON.parse(await readFile(join(copy, path), "utf8"));
    say(`versioned  ${name}@${version}`);
  }
  await pnpm(["--recursive", "--filter", "./packages/*", "run", "build"]);

  await using registry = await createLoopbackRegistry();
  // Not set for pnpm itself, which would use it too.
  const changesets = (...args: string[]) =>
    pnpm(["exec", "env", `npm_config_registry=${registry.url}`, "changeset", ...args]);
  const plan = async (file: string): Promise<unknown[]> => {
    await changesets("publish-plan", "--output", join(place, file));
    return JSON.parse(await readFile(join(place, file), "utf8")).plan;
  };
  const planned = await plan("plan.json");
  say(`planned    ${planned.flat().length} releases`);
  const packed = join(place, "packed");
  await changesets("pack", "--from-publish-plan", join(place, "plan.json"), "--out-dir", packed);

  const publisher = join(place, "publisher");
  await mkdir(publisher);
  for await (const path of glob("**/*.tgz", { cwd: packed })) {
    await runCommand(["npm", "publish", join(packed, path), "--access", "public", ...registry.npmFlags], {
      cwd: publisher,
    });
  }
  for (const release of registry.published) say(`published  ${release}`);

  const left = await plan("plan-after.json");
  if (registry.published.length !== names.length || left.flat().length !== 0) {
    throw new Error(
      `${names.length} packages should be published, and ${registry.published.length} were; ${left.flat().length} are left`,
    );
  }
  say("nothing is left to publish");
} finally {
  await rm(place, { recursive: true, force: true });
}

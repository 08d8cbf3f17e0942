// Releases the Action from a clean main: a commit that contains what a runner needs, and the tags that point to it.
import { appendFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { repositoryRoot } from "../report-problems.ts";
import { gitIn } from "./git.ts";
import { readBundle, releaseAction } from "./make-release.ts";
import { pushRelease } from "./push-release.ts";
import { installAndBuild } from "./source-build.ts";
import { verifyRelease } from "./verify-release.ts";

const usage = `release-action.ts                 build main's commit and tag it here
    --push REMOTE                   and push its tags
    --bundle FILE                   and put its tag into a git bundle
    --output FILE                   and append "tag=vX.Y.Z" and "commit=SHA" to a file
    --if-new                        do nothing if the version is already tagged
release-action.ts --from-bundle FILE --tag vX.Y.Z --rebuilt SHA --push REMOTE
                                    push what one machine built and another rebuilt as commit SHA
release-action.ts --verify vX.Y.Z   build the release's source again, compare every byte, and check vX.Y and vX.
                                    This runs the code of that source, if it is on main
`;

async function release(): Promise<void> {
  const { values } = parseArgs({
    options: {
      push: { type: "string" },
      bundle: { type: "string" },
      output: { type: "string" },
      "from-bundle": { type: "string" },
      tag: { type: "string" },
      rebuilt: { type: "string" },
      "if-new": { type: "boolean", default: false },
      verify: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const git = gitIn(repositoryRoot);
  if (values.help) say(usage);
  else if (values.verify !== undefined) await verify(values.verify);
  else {
    const made =
      values["from-bundle"] === undefined
        ? await releaseAction(git, { build: installAndBuild, ifNew: values["if-new"] })
        : await readBundle(git, {
            file: values["from-bundle"],
            tag: values.tag ?? "",
            rebuilt: values.rebuilt ?? "",
          });
    if (made === null)
      return say("nothing to release: this version of the Action is already tagged, or it is still 0.0.0");
    const tag = `v${made.version.text}`;
    say(`${tag} is ${made.commit}`);
    if (values.bundle !== undefined)
      await git(["bundle", "create", "--quiet", values.bundle, `refs/tags/${tag}`]);
    if (values.push !== undefined) {
      const { tags } = await pushRelease(git, { remote: values.push, ...made });
      say(
        tags.length === 0 ? `${values.push} has it already` : `pushed to ${values.push}: ${tags.join(", ")}`,
      );
    }
    if (values.output !== undefined) await appendFile(values.output, `tag=${tag}\ncommit=${made.commit}\n`);
  }
}

async function verify(tag: string): Promise<void> {
  const { release, source, problems } = await verifyRelease(gitIn(repositoryRoot), tag, installAndBuild);
  if (problems.length === 0)
    say(
      `${tag} (${release}) is byte for byte what its source ${source} builds, and vX.Y and vX point to the right releases`,
    );
  for (const problem of problems) process.stderr.write(`✗ ${tag}: ${problem}\n`);
  if (problems.length > 0) process.exitCode = 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await release();
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

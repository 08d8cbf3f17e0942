import { readFileSync } from "node:fs";

// `@actions/github` parses the file of GITHUB_EVENT_PATH when it is imported, and dies of one that is broken. The Action
// needs nothing of it that GitHub can't be asked for, so such a path is forgotten.
try {
  JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH ?? "", "utf8"));
} catch {
  delete process.env.GITHUB_EVENT_PATH;
}

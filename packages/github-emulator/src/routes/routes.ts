import type { Route } from "../server/route.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { gitBlobRoutes } from "./git-blobs.ts";
import { gitCommitRoutes } from "./git-commits.ts";
import { gitRefRoutes } from "./git-refs.ts";
import { gitTreeRoutes } from "./git-trees.ts";
import { issueRoutes } from "./issues.ts";
import { pullWriteRoutes } from "./pull-writes.ts";
import { pullRoutes } from "./pulls.ts";
import { repositoryRoutes } from "./repository.ts";
import { reviewerRoutes } from "./reviewers.ts";

/** Everything that the emulator answers. The first that fits a request wins. */
export const routes: readonly Route[] = [
  ...contentRoutes,
  ...gitRefRoutes,
  ...gitCommitRoutes,
  ...gitTreeRoutes,
  ...gitBlobRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...pullWriteRoutes,
  ...reviewerRoutes,
  ...issueRoutes,
  ...repositoryRoutes,
];

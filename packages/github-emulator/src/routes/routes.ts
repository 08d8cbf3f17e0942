import type { Route } from "../server/route.ts";
import { branchRoutes } from "./branches.ts";
import { checkRoutes } from "./checks.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { gitBlobRoutes } from "./git-blobs.ts";
import { gitCommitRoutes } from "./git-commits.ts";
import { gitRefRoutes } from "./git-refs.ts";
import { gitTreeRoutes } from "./git-trees.ts";
import { issueRoutes } from "./issues.ts";
import { pullContentRoutes } from "./pull-contents.ts";
import { pullMergeRoutes } from "./pull-merge.ts";
import { pullWriteRoutes } from "./pull-writes.ts";
import { pullRoutes } from "./pulls.ts";
import { repositoryRoutes } from "./repository.ts";
import { reviewerRoutes } from "./reviewers.ts";
import { reviewRoutes } from "./reviews.ts";

/** Every route of the emulator. The first match handles a request. */
export const routes: readonly Route[] = [
  ...contentRoutes,
  ...gitRefRoutes,
  ...gitCommitRoutes,
  ...gitTreeRoutes,
  ...gitBlobRoutes,
  ...checkRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...pullWriteRoutes,
  ...pullContentRoutes,
  ...pullMergeRoutes,
  ...reviewerRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...branchRoutes,
  ...repositoryRoutes,
];

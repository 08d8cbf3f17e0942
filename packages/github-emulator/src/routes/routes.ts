import type { Route } from "../server/route.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { gitObjectRoutes } from "./git-objects.ts";
import { gitRefRoutes } from "./git-refs.ts";
import { issueRoutes } from "./issues.ts";
import { pullWriteRoutes } from "./pull-writes.ts";
import { pullRoutes } from "./pulls.ts";
import { repositoryRoutes } from "./repository.ts";
import { reviewerRoutes } from "./reviewers.ts";

/** Everything that the emulator answers. The first that fits a request wins. */
export const routes: readonly Route[] = [
  ...contentRoutes,
  ...gitRefRoutes,
  ...gitObjectRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...pullWriteRoutes,
  ...reviewerRoutes,
  ...issueRoutes,
  ...repositoryRoutes,
];

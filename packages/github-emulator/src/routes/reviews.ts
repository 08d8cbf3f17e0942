import { nodeId, timestamp } from "../representations/node-id.ts";
import { representUser } from "../representations/user.ts";
import { paginate } from "../server/pagination.ts";
import type { Route } from "../server/route.ts";
import { pullOf } from "./pulls.ts";

const listReviews: Route = {
  method: "GET",
  path: "/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
  docs: "rest/pulls/reviews#list-reviews-for-a-pull-request",
  permissions: [{ pull_requests: "read" }],
  async handle(request, repository) {
    const { links } = repository;
    const pull = pullOf(request, repository);
    const self = links.api(`pulls/${pull.number}`);
    return paginate(request, `${self}/reviews`, pull.reviews, (review) => {
      const page = links.web(`pull/${pull.number}#pullrequestreview-${review.id}`);
      return {
        id: review.id,
        node_id: nodeId("PullRequestReview", review.id),
        user: representUser(links, review.author),
        body: "",
        state: review.state,
        html_url: page,
        pull_request_url: self,
        author_association: "MEMBER",
        _links: { html: { href: page }, pull_request: { href: self } },
        submitted_at: timestamp(review.at),
        commit_id: review.commitSha,
      };
    });
  },
};

export const reviewRoutes: readonly Route[] = [listReviews];

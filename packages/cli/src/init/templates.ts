/** What a workflow is made for. */
export interface WorkflowSettings {
  readonly sdkAppId: number;
  readonly region: string;
  /** Empty for all lists. */
  readonly lists: readonly string[];
  readonly path: string;
}

export type InitHost = "github" | "gitlab" | "gitea";

export const initHosts: readonly InitHost[] = ["github", "gitlab", "gitea"];

/** Where a host looks for its workflows. */
export const workflowFiles: Readonly<Record<InitHost, string>> = {
  github: ".github/workflows/chat-ips.yml",
  gitlab: ".gitlab/chat-ips.gitlab-ci.yml",
  gitea: ".gitea/workflows/chat-ips.yml",
};

function github({ sdkAppId, region, lists, path }: WorkflowSettings): string {
  const more = [
    ...(lists.length === 0 ? [] : [`          lists: ${lists.join(", ")}\n`]),
    ...(path === "chat-ips" ? [] : [`          path: ${JSON.stringify(path)}\n`]),
  ].join("");
  return `name: Chat IP allowlists

on:
  schedule:
    - cron: "17 */6 * * *" # four times a day, away from the full hour
  workflow_dispatch:

permissions: {}

concurrency:
  group: chat-ips
  cancel-in-progress: false

jobs:
  chat-ips:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: write # the branch of the pull request
      pull-requests: write # the pull request
    steps:
      - uses: org/chat-ip-action@v1
        with:
          sdk-app-id: "${sdkAppId}"
          secret-key: \${{ secrets.CHAT_SECRET_KEY }}
          region: ${region}
${more}`;
}

/** The password comes from the environment by a credential helper: it is in no address, argument or file. */
const credentialHelper = `git config credential.helper '!f() { echo username=chat-ip; echo "password=$CHAT_IP_PUSH_TOKEN"; }; f'`;

const gitlab = `# Compares the allowlists with Tencent Cloud Chat and opens a merge request when they differ.
chat-ips:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  variables:
    GIT_DEPTH: "0"
  resource_group: chat-ips
  script:
    - git config user.name chat-ip
    - git config user.email chat-ip@noreply.invalid
    - ${credentialHelper}
    - npx --yes @chat-ip/cli sync --push "$CI_SERVER_URL/$CI_PROJECT_PATH.git"
`;

const gitea = `name: Chat IP allowlists

on:
  schedule:
    - cron: "17 */6 * * *"
  workflow_dispatch:

permissions: {}

jobs:
  chat-ips:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - run: |
          git config user.name chat-ip
          git config user.email chat-ip@noreply.invalid
          ${credentialHelper}
          npx --yes @chat-ip/cli sync --push "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY.git"
        env:
          CHAT_IP_SECRET_KEY: \${{ secrets.CHAT_IP_SECRET_KEY }}
          CHAT_IP_PUSH_TOKEN: \${{ secrets.CHAT_IP_PUSH_TOKEN }}
`;

/** The workflow for a host. GitLab's and Gitea's read everything but secrets from chat-ip.config.json. */
export function renderWorkflow(host: InitHost, settings: WorkflowSettings): string {
  if (host === "github") return github(settings);
  return host === "gitlab" ? gitlab : gitea;
}

import type { Message } from "../../errors.ts";
import type { InitHost } from "../../init/templates.ts";

/** What is left to do on the host itself. */
const steps: Readonly<Record<InitHost, readonly string[]>> = {
  github: [
    "Create the repository secret CHAT_SECRET_KEY with the app's key.",
    'Turn on "Allow GitHub Actions to create and approve pull requests" under Settings → Actions → General.',
  ],
  gitlab: [
    "Include the file in .gitlab-ci.yml: include: [{ local: .gitlab/chat-ips.gitlab-ci.yml }]",
    "Create the masked CI/CD variables CHAT_IP_SECRET_KEY and CHAT_IP_PUSH_TOKEN (a project access token, role Developer, scope write_repository).",
    "Create a pipeline schedule under Build → Pipeline schedules, such as 17 */6 * * *.",
  ],
  gitea: [
    "Create the secrets CHAT_IP_SECRET_KEY and CHAT_IP_PUSH_TOKEN (a token that may write to the repository).",
  ],
};

/** What `init` asks and says. */
export const initWords = {
  ask: {
    host: (names: readonly string[]): string => `Host: ${names.join(", ")}`,
    sdkAppId: "SDKAppID (shown in the console)",
    region: (names: readonly string[]): string => `Region: ${names.join(", ")}`,
    lists: (names: readonly string[]): string => `Lists, with commas: ${names.join(", ")}`,
    allLists: "all seven",
    path: "Folder of the allowlists",
  },
  unknownHost: (name: string, remedy: string): Message => ({ what: `Unknown host \`${name}\`.`, remedy }),
  badId: (text: string): Message => ({
    what: text === "" ? "The SDKAppID is missing." : `\`${text}\` is not an SDKAppID.`,
    remedy: "Use --sdk-app-id. The console shows it beside the app's name.",
  }),
  noRegion: (names: readonly string[]): Message => ({
    what: "The region is missing.",
    remedy: `Use --region: ${names.join(", ")}. \`chat-ip doctor\` finds it out.`,
  }),
  badRegion: (text: string, hint: string): Message => ({
    what: `Unknown region \`${text}\`.`,
    remedy: hint,
  }),
  badPath: (path: string): Message => ({
    what: `\`${path}\` is not a folder below this one.`,
    remedy: "Use letters, digits, - and /.",
  }),
  exists: (files: readonly string[]): Message => ({
    what: `${files.join(", ")} exists already.`,
    remedy: "Overwrite with --force, or edit by hand.",
  }),
  next: "Next:",
  steps: (host: InitHost): readonly string[] => steps[host],
};

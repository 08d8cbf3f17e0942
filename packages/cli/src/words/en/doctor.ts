import { amounts } from "./amounts.ts";

/** What `doctor` finds. */
export const doctorWords = {
  looking: "looking …",
  /** The name of a look; `--json` has the English one. */
  check: (name: string): string => name,
  remedyAfter: " → ",
  userSigAsItIs: "a UserSig is used as it is",
  keyLooksRight: "looks like a key of the console",
  keyLooksOdd: (problem: string): string => `The key ${problem}.`,
  copyKey: "Copy the key again from the console.",
  accepted: "the API accepts them",
  mayCall: (identifier: string): string => `${identifier} may call the API`,
  prefixes: (count: number): string => amounts.prefixes(count),
  emptyList: "The API returns an empty list.",
  askEntitled: "Ask the vendor's support whether your app is entitled to it.",
  regionKnows: (region: string, id: number): string => `${region} knows SDKAppID ${id}.`,
  setRegion: (region: string): string => `Set --region ${region}.`,
  noRegionKnows: (id: number, unclear: readonly string[]): string =>
    `No region knows SDKAppID ${id}${unclear.length === 0 ? "" : ` (no clear answer from ${unclear.join(", ")})`}.`,
  checkId: "Check the SDKAppID.",
  regionsNotAsked: "the other regions could not be asked",

  noFiles: (folder: string): string => `no allowlists in ${folder}`,
  last: (committed: boolean, days: number): string =>
    `last ${committed ? "committed" : "written"} ${days === 0 ? "today" : `${days} days ago`}`,
  lastLongAgo: (committed: boolean, days: number): string =>
    `The allowlists were last ${committed ? "committed" : "written"} ${days} days ago.`,
  runCheck: "Run `chat-ip check`: they may still be right.",

  correctVariable: "Correct the variable, or unset it.",
  noProxy: "none is set",
  throughProxy: (host: string): string => `requests go through ${host}`,
  correctNoProxy: "Correct NO_PROXY.",
  leftToProxy: (host: string): string => `${host}: left to the proxy`,
  answersIn: (host: string, ms: number): string => `${host} answers in ${ms} ms`,
  unreachable: (host: string, code: string): string => `${host} can't be reached (${code}).`,
  noAnswer: "no answer",
  trustProxy: "If a proxy of yours opens TLS, set NODE_EXTRA_CA_CERTS to its certificate.",
  allowHttps: "Allow outgoing HTTPS to it in your firewall, or set HTTPS_PROXY.",
  nameIs: (name: string, addresses: readonly string[]): string => `${name} is ${addresses.join(", ")}`,
  nameUnknown: (name: string, code: string): string => `${name} doesn't resolve (${code}).`,
  checkDns: "Check the DNS of this machine.",
  noTime: "the host's time can't be read",
  clockWithin: (seconds: number): string => `within ${seconds} s of the host's`,
  clockOff: (seconds: number, ahead: boolean): string =>
    `This machine's clock is ${seconds} s ${ahead ? "ahead" : "behind"}.`,
  setClock: "Turn on NTP: UserSigs carry the time (70001).",

  setToken: "set GITHUB_TOKEN to see its last run",
  repositoryUnknown: "the repository on GitHub isn't known",
  workflowUnseen: (repository: string, status: number): string =>
    `chat-ips.yml can't be seen in ${repository} (HTTP status ${status})`,
  neverRan: "chat-ips.yml has never run.",
  startByHand: "Start it by hand once.",
  gitHubSilent: (repository: string): string => `GitHub could not be asked about ${repository}`,
  runningNow: (url: string): string => `is running now (${url})`,
  lastRunWorked: (date: string): string => `last run on ${date} succeeded`,
  lastRunFailed: (date: string, conclusion: string | null): string =>
    `The last run on ${date} ended with ${conclusion}.`,
  seeUrl: (url: string): string => `See ${url}.`,
};

import {
  ChatApiError,
  type ChatClient,
  ChatError,
  findRegion,
  type ListName,
  secretKeyWarning,
} from "@chat-ip/core";
import { describeError } from "../describe-error.ts";
import { isRefusal } from "../exit-code-of.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Connection } from "../settings/connection.ts";
import { words } from "../words/words.ts";
import { type Finding, failed, ok, skipped, warning } from "./finding.ts";

/** Codes that may only mean that another region was asked. */
const maybeOtherRegion: ReadonlySet<number> = new Set([60006, 70009, 70016, 70020]);

/** What the key looks like; nothing of it is shown. */
export function checkKey({ credential }: Connection): Finding {
  const say = words().doctor;
  if (credential.secretKey === undefined) return ok("key", say.userSigAsItIs);
  const problem = secretKeyWarning(credential.secretKey);
  if (problem === null) return ok("key", say.keyLooksRight);
  const shown = words().settings.problem(problem.replace(/^secretKey /, ""));
  return warning("key", say.keyLooksOdd(shown), say.copyKey);
}

/** Asks for each list: do key, region and account agree, is the account an admin, and which lists may the app have? */
export async function checkApp(
  client: ChatClient,
  connection: Connection,
  lists: readonly ListName[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const answers = await Promise.allSettled(lists.map((list) => client.getIPList(list, { signal })));
  signal.throwIfAborted();
  const errors = answers.flatMap((answer) =>
    answer.status === "rejected" ? [answer.reason as unknown] : [],
  );
  const worked = answers.some(({ status }) => status === "fulfilled");
  const refusal = errors.find((error) => error instanceof ChatApiError && isRefusal(error.code));
  if (!worked && refusal instanceof ChatApiError) return checkRefusal(refusal, connection, signal);
  const signIn = worked
    ? [
        ok("key and region", words().doctor.accepted),
        ok("admin", words().doctor.mayCall(connection.identifier)),
      ]
    : [];
  return [...signIn, ...answers.map((answer, index) => checkList(lists[index] ?? "all", answer))];
}

function checkList(
  list: ListName,
  answer: PromiseSettledResult<{ readonly entries: readonly string[] }>,
): Finding {
  if (answer.status === "rejected") {
    const [message] = describeError(answer.reason).messages;
    return failed(list, [message?.what, message?.why].filter(Boolean).join(" "), message?.remedy ?? "");
  }
  const { length } = answer.value.entries;
  if (length > 0) return ok(list, words().doctor.prefixes(length));
  return warning(list, words().doctor.emptyList, words().doctor.askEntitled);
}

async function checkRefusal(
  error: ChatApiError,
  connection: Connection,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const [message] = describeError(error).messages;
  const exitCode: ExitCode = exitCodes.notAuthorised;
  const what = `${message?.what ?? ""} ${message?.why ?? ""}`.trim();
  if (error.code === 60010) {
    return [
      ok("key and region", words().doctor.accepted),
      failed("admin", what, message?.remedy ?? "", exitCode),
    ];
  }
  const found = failed("key and region", what, message?.remedy ?? "", exitCode);
  if (!maybeOtherRegion.has(error.code) || "endpoint" in connection.destination) return [found];
  return [found, await checkRegions(connection, signal)];
}

/** Asks every region which of them knows the app. */
async function checkRegions(
  { sdkAppId, identifier, credential }: Connection,
  signal: AbortSignal,
): Promise<Finding> {
  const say = words().doctor;
  try {
    const { region, answers } = await findRegion({ sdkAppId, identifier, ...credential, signal });
    if (region !== null) {
      return failed(
        "region",
        say.regionKnows(region, sdkAppId),
        say.setRegion(region),
        exitCodes.notAuthorised,
      );
    }
    const unclear = answers.filter(({ verdict }) => verdict === "unclear").map((answer) => answer.region);
    return failed("region", say.noRegionKnows(sdkAppId, unclear), say.checkId, exitCodes.notAuthorised);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return skipped("region", say.regionsNotAsked);
  }
}

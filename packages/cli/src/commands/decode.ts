import type { CommandBody } from "../command.ts";
import { usageError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";
import { readInput } from "../read-input.ts";
import { table } from "../terminal/table.ts";
import { words } from "../words/words.ts";

/** What a URL writes with percent signs; as it is where they mean nothing. */
function withoutPercentSigns(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The UserSig of an argument, of `-` or of stdin. */
export async function readUserSig(args: readonly string[]): Promise<string> {
  const [given] = args;
  const text = given === undefined || given === "-" ? await readInput("-") : given;
  // Accepts what people paste: quotes, `usersig=…` of a URL, percent signs.
  const bare = text.trim().replace(/^["']|["']$/g, "");
  const inUrl = /(?:^|[?&\s])usersig=([^&\s"']+)/i.exec(bare)?.[1] ?? bare;
  const userSig = withoutPercentSigns(inUrl);
  if (userSig !== "") return userSig;
  throw usageError(words().userSigs.noneGiven);
}

export const decode: CommandBody = {
  details:
    "Needs no key, and proves nothing: `verify` checks the signature. Also reads a URL that holds usersig=….",
  settings: [],
  flags: [],
  examples: [
    { line: 'chat-ip decode "$USERSIG"', does: "who it is for and until when" },
    { line: "chat-ip sign | chat-ip decode --json", does: "from another command" },
  ],
  async run({ args, terminal }) {
    const userSig = await readUserSig(args);
    const { decodeUserSig } = await import("@chat-ip/core");
    const { version, identifier, sdkAppId, timeSeconds, expireSeconds, expiresAt, userBuf } =
      decodeUserSig(userSig);
    const secondsLeft = Math.floor((expiresAt.getTime() - Date.now()) / 1000);
    const signedAt = new Date(timeSeconds * 1000);
    if (terminal.json) {
      const expired = secondsLeft < 0;
      terminal.writeJson("decode", {
        userSigVersion: version,
        identifier,
        sdkAppId,
        signedAt,
        expiresAt,
        expireSeconds,
        expired,
        userBuf,
      });
      return exitCodes.ok;
    }
    const { fields, expires } = words().userSigs;
    const { relativeTime } = words().amounts;
    terminal.write(
      table([
        [fields.identifier, JSON.stringify(identifier).slice(1, -1)],
        [fields.app, String(sdkAppId)],
        [fields.signed, signedAt.toISOString()],
        [fields.expires, expires(expiresAt.toISOString(), relativeTime(secondsLeft), secondsLeft < 0)],
        ...(userBuf === null ? [] : [[fields.userBuf, userBuf]]),
      ]),
    );
    return exitCodes.ok;
  },
};

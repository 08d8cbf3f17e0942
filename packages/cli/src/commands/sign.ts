import { type CommandBody, textOf } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { oneLine } from "../one-line.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readAppId, readIdentifier } from "../settings/connection.ts";
import { noteMissingKey, readSecretKey } from "../settings/secret-key.ts";
import { words } from "../words/words.ts";

/** The flags by which a secret key is given. */
export const keyFlags = [{ flags: "--key-stdin", description: "Read the secret key from stdin." }] as const;

const day = 86_400;
const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: day };

/** Seconds of a text such as `3600`, `12h` or `180d`; null when it is none. */
export function readDuration(text: string): number | null {
  const match = /^(\d{1,10})([smhd]?)$/.exec(text);
  const seconds = Number(match?.[1] ?? 0) * (units[match?.[2] || "s"] ?? 1);
  return match !== null && seconds >= 1 && seconds <= 0x7fff_ffff ? seconds : null;
}

export const sign: CommandBody = {
  details: "Prints the UserSig alone, for use in other programs. Default lifetime: one day.",
  settings: ["sdk-app-id", "identifier", "key-file"],
  settingDescriptions: { identifier: "Account to sign for. Default: administrator." },
  flags: [
    ...keyFlags,
    { flags: "--expires <time>", description: "Lifetime, such as 3600, 12h or 180d. Default: 1d." },
    { flags: "--app <name>", description: "App of the config file." },
  ],
  examples: [
    { line: "chat-ip sign --identifier alice --expires 1h", does: "for the user alice, for an hour" },
    {
      line: "chat-ip sign --sdk-app-id 1400000000 --key-file key.txt --identifier alice",
      does: "without any settings but these",
    },
    { line: "pass show chat/key | chat-ip sign --key-stdin", does: "with the key from a password store" },
  ],
  async run({ flags, sources, terminal }) {
    const { secretKeyWarning, signUserSig } = await import("@chat-ip/core");
    const reader = readerOfOneApp(sources());
    const sdkAppId = readAppId(reader);
    const identifier = readIdentifier(reader);
    const secretKey = readSecretKey(reader);
    const lifetime = textOf(flags, "expires") ?? "1d";
    const expireSeconds = readDuration(lifetime);
    if (secretKey === null && reader.text("key-file") === null && flags.keyStdin !== true)
      noteMissingKey(reader);
    if (expireSeconds === null) {
      reader.note(words().userSigs.notATime(oneLine(lifetime, 40)));
    }
    reader.finish();
    const odd = secretKeyWarning(secretKey ?? "", "");
    if (odd !== null) {
      const { doctor, settings } = words();
      terminal.warn({ what: doctor.keyLooksOdd(settings.problem(odd.trim())), remedy: doctor.copyKey });
    }
    const userSig = signUserSig({
      sdkAppId,
      identifier,
      secretKey: secretKey ?? "",
      expireSeconds: expireSeconds ?? day,
    });
    const expiresAt = new Date(Date.now() + (expireSeconds ?? day) * 1000).toISOString();
    if (terminal.json) terminal.writeJson("sign", { userSig, sdkAppId, identifier, expiresAt });
    else terminal.write(`${userSig}\n`);
    if (terminal.interactive) terminal.say(words().userSigs.signedFor(identifier, sdkAppId, expiresAt));
    return exitCodes.ok;
  },
};

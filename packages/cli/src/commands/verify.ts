import type { CommandBody } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readAppId } from "../settings/connection.ts";
import { noteMissingKey, readSecretKey } from "../settings/secret-key.ts";
import { readUserSig, relativeTime } from "./decode.ts";
import { keyFlags } from "./sign.ts";

type Reason = "malformed" | "signature" | "sdkappid" | "identifier" | "expired";

const words: Readonly<Record<Reason, { readonly why: string; readonly remedy: string }>> = {
  malformed: {
    why: "It isn't a whole UserSig.",
    remedy: "Copy all of it: it may have been cut short (70003).",
  },
  signature: {
    why: "It wasn't signed with this key (70009).",
    remedy: "Copy the app's key again from the console, and sign again.",
  },
  sdkappid: { why: "It is for another app (70014).", remedy: "Sign it for this SDKAppID." },
  identifier: {
    why: "It is for another account (70013).",
    remedy: "Log in as the account it was signed for.",
  },
  expired: {
    why: "It has expired (70001).",
    remedy: "Sign a new one. If it was signed just now, check the clock of the machine that signs.",
  },
};

export const verify: CommandBody = {
  details: "Exit code 0: valid. Exit code 1: not valid. The account is checked if --identifier is given.",
  settings: ["sdk-app-id", "identifier", "key-file"],
  flags: [...keyFlags, { flags: "--app <name>", description: "App of the config file." }],
  examples: [
    {
      line: 'chat-ip verify "$USERSIG" --identifier alice',
      does: "why is login refused with 70009 or 70013?",
    },
  ],
  async run({ args, flags, sources, terminal }) {
    const reader = readerOfOneApp(sources());
    const sdkAppId = readAppId(reader);
    const identifier = reader.text("identifier");
    const secretKey = readSecretKey(reader);
    if (secretKey === null && reader.text("key-file") === null && flags.keyStdin !== true)
      noteMissingKey(reader);
    reader.finish();
    const userSig = await readUserSig(args);
    const { verifyUserSig } = await import("@chat-ip/core");
    const options = { sdkAppId, secretKey: secretKey ?? "", ...(identifier === null ? {} : { identifier }) };
    const verdict = verifyUserSig(userSig, options);
    if (verdict.valid) {
      const { expiresAt } = verdict.userSig;
      const left = relativeTime(Math.floor((expiresAt.getTime() - Date.now()) / 1000));
      const document = { valid: true, identifier: verdict.userSig.identifier, sdkAppId, expiresAt };
      if (terminal.json) terminal.writeJson("verify", document);
      else terminal.write(`valid: for ${JSON.stringify(verdict.userSig.identifier)}, expires ${left}\n`);
      return exitCodes.ok;
    }
    const { why, remedy } = words[verdict.reason];
    if (terminal.json) terminal.writeJson("verify", { valid: false, reason: verdict.reason, why, remedy });
    else {
      terminal.write(`not valid: ${verdict.reason}\n`);
      terminal.fail({ what: "The UserSig isn't valid.", why, remedy });
    }
    return exitCodes.error;
  },
};

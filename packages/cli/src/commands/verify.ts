import type { CommandBody } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { readerOfOneApp } from "../settings/apps.ts";
import { readAppId } from "../settings/connection.ts";
import { noteMissingKey, readSecretKey } from "../settings/secret-key.ts";
import { words } from "../words/words.ts";
import { readUserSig } from "./decode.ts";
import { keyFlags } from "./sign.ts";

export const verify: CommandBody = {
  details: "Exit code 0: valid. Exit code 1: not valid. The account is checked if --identifier is given.",
  settings: ["sdk-app-id", "identifier", "key-file"],
  settingDescriptions: { identifier: "Account that it must be for. Default: any." },
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
    const say = words().userSigs;
    if (verdict.valid) {
      const { expiresAt } = verdict.userSig;
      const left = words().amounts.relativeTime(Math.floor((expiresAt.getTime() - Date.now()) / 1000));
      const document = { valid: true, identifier: verdict.userSig.identifier, sdkAppId, expiresAt };
      if (terminal.json) terminal.writeJson("verify", document);
      else terminal.write(`${say.valid(JSON.stringify(verdict.userSig.identifier), left)}\n`);
      return exitCodes.ok;
    }
    const { why, remedy } = say.reasons[verdict.reason];
    if (terminal.json) terminal.writeJson("verify", { valid: false, reason: verdict.reason, why, remedy });
    else {
      terminal.write(`${say.notValid(verdict.reason)}\n`);
      terminal.fail({ what: say.isNotValid, why, remedy });
    }
    return exitCodes.error;
  },
};

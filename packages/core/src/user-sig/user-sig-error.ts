// Apart from the other errors: clients don't read UserSigs, so they load without it.
import { ChatError, nameOnPrototype } from "../errors.ts";

/** A text is not a UserSig of version 2. `reason` says why. */
export class ChatUserSigError extends ChatError {
  declare readonly name: "ChatUserSigError";
  readonly category = "auth";
  /** Why it can't be read, without the text itself. */
  readonly reason: string;

  static {
    nameOnPrototype(ChatUserSigError, "ChatUserSigError");
  }

  constructor(reason: string) {
    const remedy = "Check that you copied the whole UserSig.";
    super(`The UserSig can't be read: ${reason}.`, remedy);
    this.reason = reason;
  }
}

import type { Account } from "./accounts.ts";
import type { Identity } from "./git/objects.ts";

/** The account that github.com commits with when it signs, with its real id. */
export const webFlow: Account = { login: "web-flow", id: 19864447, type: "User" };

export const webFlowEmail = "noreply@github.com";

/** The same as a commit's author or committer. */
export function webFlowIdentity(time: number): Identity {
  return { name: "GitHub", email: webFlowEmail, time };
}

/** In place of github.com's signature. No key can verify it. */
export const placeholderSignature: string = [
  "-----BEGIN PGP SIGNATURE-----",
  "",
  "This emulator holds no key.",
  "-----END PGP SIGNATURE-----",
  "",
].join("\n");

/** What the process ends with. Scripts rely on these numbers. */
export const exitCodes = {
  ok: 0,
  /** Something failed; for `lookup`, an address is in no list; for `verify`, the UserSig isn't valid. */
  error: 1,
  /** The files differ from the live lists. */
  drift: 2,
  /** A guardrail held something back. */
  heldBack: 3,
  /** The API or the git host refused who is asking. */
  notAuthorised: 4,
  /** The command line, the environment or the config file can't be used. The number is EX_USAGE of sysexits.h. */
  usage: 64,
  /** Ended by Ctrl+C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const order: readonly ExitCode[] = [
  exitCodes.interrupted,
  exitCodes.usage,
  exitCodes.notAuthorised,
  exitCodes.error,
  exitCodes.heldBack,
  exitCodes.drift,
];

/** The one code for everything that happened: usage before not authorised, error, held back and drift. */
export function combineExitCodes(codes: Iterable<ExitCode>): ExitCode {
  const all = new Set(codes);
  return order.find((code) => all.has(code)) ?? exitCodes.ok;
}

/** How long a backup host stays in use. */
const keepBackupMs = 10 * 60_000;

/** Where requests go. */
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The path before `/v4`; usually "". */
  readonly basePath: string;
  /** Host, with the port if it is not the scheme's default, for errors and reports. */
  readonly host: string;
}

/** Chooses between a host and its backup, for all calls of a client. */
export interface HostChoice {
  current(): Target;
  /** Reports that a target can't be reached. From then on, the other one is current. */
  unreachable(target: Target): void;
}

/** @param elapsedMs a monotonic clock, in milliseconds. */
export function createHostChoice(
  primary: Target,
  backup: Target | null,
  elapsedMs: () => number,
): HostChoice {
  let current = primary;
  let backupSinceMs = 0;
  return {
    current() {
      if (current === backup && elapsedMs() - backupSinceMs >= keepBackupMs) current = primary;
      return current;
    },
    unreachable(target) {
      if (backup === null) return;
      current = target === primary ? backup : primary;
      backupSinceMs = elapsedMs();
    },
  };
}

/** @param url an `endpoint` that `endpointProblem` accepts. */
export function targetOf(url: URL): Target {
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, ""), host: url.host };
}

/** How long a backup host is kept once it was needed. */
const keepBackupMs = 10 * 60_000;

/** Where requests go. */
export interface Target {
  /** Scheme, host and port. */
  readonly origin: string;
  /** What precedes `/v4` in the path; mostly "". */
  readonly basePath: string;
  /** Host and, where it is not the scheme's own, port: what errors and reports name. */
  readonly host: string;
}

/** Chooses between a host and its backup, for all calls of a client. */
export interface HostChoice {
  readonly hasBackup: boolean;
  current(): Target;
  /** Says that no connection to a target came about; from now on the other one is current. */
  unreachable(target: Target): void;
}

/** @param elapsedMs a clock that never goes back, in milliseconds. */
export function createHostChoice(
  primary: Target,
  backup: Target | null,
  elapsedMs: () => number,
): HostChoice {
  let current = primary;
  let backupSinceMs = 0;
  return {
    hasBackup: backup !== null,
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

/** @param url an `endpoint` that `endpointProblem` found nothing wrong with. */
export function targetOf(url: URL): Target {
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, ""), host: url.host };
}

import type { ExitCode } from "../exit-codes.ts";

/** What one look of `doctor` found. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "failed" | "skipped";
  readonly what: string;
  readonly remedy?: string;
  /** What a failure ends with; 1 where it is left out. */
  readonly exitCode?: ExitCode;
}

export function ok(check: string, what: string): Finding {
  return { check, state: "ok", what };
}

export function warning(check: string, what: string, remedy: string): Finding {
  return { check, state: "warning", what, remedy };
}

export function failed(check: string, what: string, remedy: string, exitCode?: ExitCode): Finding {
  return { check, state: "failed", what, remedy, ...(exitCode === undefined ? {} : { exitCode }) };
}

export function skipped(check: string, what: string): Finding {
  return { check, state: "skipped", what };
}

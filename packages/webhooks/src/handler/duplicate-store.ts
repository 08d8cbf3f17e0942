/** Remembers which events were handled. */
export interface DuplicateStore {
  /** Marks an event as handled. @returns whether it wasn't yet */
  claim(key: string): boolean | Promise<boolean>;
  /** Forgets an event whose handler failed, so that it is handled if Chat sends it again. */
  release(key: string): void | Promise<void>;
}

/** One of the two proofs that a call comes from Chat: it knows the token, or it comes from a listed address. */
export type Proof = "signature" | "source";

interface Refused {
  readonly ok: false;
  /** What is wrong, in a sentence. Neither the token nor `Sign` nor any other text of the caller's is in it. */
  readonly message: string;
  /** What probably causes it and what to do, if the check can tell. */
  readonly hint: string | null;
  /**
   * Which proofs were right all the same. A call with one of them is probably Chat's, refused because of a wrong setting here:
   * worth an alert, because Chat delivers messages unmoderated while its calls are refused.
   */
  readonly proven: readonly Proof[];
}

/** Why a call is refused. */
export type Refusal = Refused &
  (
    | {
        /** A parameter isn't there. */
        readonly reason: "missing";
        readonly parameter: "CallbackCommand" | "SdkAppid" | "Sign" | "RequestTime";
      }
    | {
        /** The query, one of its parameters or the body isn't what Chat sends. */
        readonly reason: "malformed";
        readonly parameter: "query" | "CallbackCommand" | "SdkAppid" | "Sign" | "RequestTime" | "body";
      }
    | {
        /** The signature is right and too old, or too far ahead. */
        readonly reason: "stale";
        /** This machine's clock minus `RequestTime`: above 0 if the call is from the past. */
        readonly skewSeconds: number;
      }
    /** The signature was made with none of the tokens. */
    | { readonly reason: "wrong-signature" }
    /** The call is for another app. */
    | { readonly reason: "wrong-app" }
    /** The address isn't on the list. */
    | { readonly reason: "wrong-source" }
    /** There is no valid address, or no list is loaded yet. */
    | { readonly reason: "unknown-source" }
  );

/** A refusal, before it is known what the call proved all the same. */
export type RefusalWhy = Refusal extends infer Each
  ? Each extends Refusal
    ? Omit<Each, "ok" | "proven">
    : never
  : never;

/** Why a call can be refused, to switch on. */
export type RefusalReason = Refusal["reason"];

/** The call is Chat's, as far as the required proofs tell. */
export interface Acceptance {
  /** `true`, unlike in a {@link Refusal}. */
  readonly ok: true;
  /** The query's `CallbackCommand`. Also commands that this package doesn't know. */
  readonly command: string;
  /** The app that the call is for. */
  readonly sdkAppId: number;
  /** The source address in normal form, if one was given. */
  readonly source: string | undefined;
  /** This machine's clock minus `RequestTime`; `null` if the signature isn't required. */
  readonly skewSeconds: number | null;
  /** Index in `tokens` of the token that the call was signed with; `null` if the signature isn't required. */
  readonly token: number | null;
  /** In mode `"report"`: the refusal that the source address would have caused. Else `null`. */
  readonly wouldRefuse: Refusal | null;
}

/** What a check finds. */
export type Verdict = Acceptance | Refusal;

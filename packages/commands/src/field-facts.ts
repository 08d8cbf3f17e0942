/** Fields by name, in the order of the vendor's table. */
export type Fields = Readonly<Record<string, FieldFacts>>;

/** What is known of a field. */
export interface FieldFacts {
  /** As TypeScript writes it: `string`, `0 | 1`, `'On' | 'Off'`, `object[]`, `int64`, or the name of a shape. */
  readonly type: string;
  /** Must it be there? */
  readonly required: boolean;
  /** What it means, in a few words. */
  readonly note: string;
  /** The fields of an object, or of each object of a list. */
  readonly fields?: Fields;
  /** Most bytes of a text, as UTF-8. */
  readonly maxBytes?: number;
  /** Most bytes of each text in a list or map. */
  readonly itemMaxBytes?: number;
  /** Most items of a list. */
  readonly maxItems?: number;
  /** Largest number. */
  readonly max?: number;
  /** Given where only one source knows the field, or where it is a guess. */
  readonly confidence?: "two sources agree" | "one source" | "guess";
}

/** The fields that a command takes. */
export interface RequestFields {
  /** Parameters that the command needs in its query besides those of every call. */
  readonly query?: Fields;
  /** The fields of the body. */
  readonly body: Fields;
  /** Fields of which one has to be there, although none is required on its own. */
  readonly oneOf?: readonly string[];
}

/** What is known of a shape that several fields share. */
export interface ShapeFacts {
  /** `object`, `string`, or another type as in {@link FieldFacts}. */
  readonly type: string;
  /** Most bytes of its JSON text. */
  readonly maxBytes?: number;
  /** The fields of an object. For a `string`, the names that it may be, with the type of the value beside it. */
  readonly fields?: Fields;
}

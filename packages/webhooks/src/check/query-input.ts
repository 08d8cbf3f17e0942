/**
 * A webhook's query: the raw text, with or without its `?`; parsed parameters; or an object of them, as frameworks give it.
 * Prefer the raw text, in which nothing can get lost.
 */
export type QueryInput = string | URLSearchParams | Readonly<Record<string, unknown>>;

// Replaces what `@actions/github` reads of the runner while it is loaded: a broken event file would make it fail, and nobody here needs it.

/** Called with `new`. */
export const Context: ObjectConstructor = Object;

// Stands in for what `@actions/github` reads of the runner on loading: it dies of a broken event file, and nobody here asks it.

export class Context {}

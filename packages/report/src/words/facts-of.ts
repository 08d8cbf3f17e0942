/** The facts of what has this id, of a union in which some ids share their facts. */
export type FactsOf<Told extends { readonly id: string }, Id extends Told["id"]> = Told extends {
  readonly id: infer Ids;
}
  ? Id extends Ids
    ? Told
    : never
  : never;

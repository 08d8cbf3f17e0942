/**
 * How the next page is asked for. Send the first request again, with these changes:
 * - `copy`: set request fields to fields of the answer;
 * - `offset`: raise a request field by the number of items that came (an empty page ends it);
 * - `below`: set a request field to one less than the smallest value of a field among the items;
 * - `from`: set a request field to the highest value of a field among the items. That item comes again, so drop items whose
 *   `key` and value came before.
 */
export type NextPage =
  | { readonly copy: Readonly<Record<string, string>> }
  | { readonly offset: string }
  | { readonly below: { readonly field: string; readonly item: string } }
  | { readonly from: { readonly field: string; readonly item: string; readonly key: string } };

/**
 * Which page is the last one. An empty page is the last one too if the next page follows from its items.
 * - `is`: one of these fields of the answer has one of these values (an absent field has none; a number may come as `bigint`);
 * - `not`: the field has another value than these;
 * - `total`: offset and items of this page together reach the sum of these fields of the answer. With `orShortPage`, also a
 *   page with fewer items than asked for;
 * - `lowest`: the smallest value of this field among the items is `is`.
 */
export type LastPage =
  | { readonly fields: readonly string[]; readonly is: readonly (number | string)[] }
  | { readonly fields: readonly string[]; readonly not: readonly (number | string)[] }
  | { readonly total: readonly string[]; readonly orShortPage?: boolean }
  | { readonly lowest: { readonly item: string; readonly is: number } };

/** How to page through a command's answer. */
export interface PagingFacts {
  /** Fields of the answer that hold a page's items. Of several, one comes. */
  readonly items: readonly string[];
  /** How to ask for the next page. */
  readonly next: NextPage;
  /** How to tell the last page. */
  readonly done: LastPage;
  /** What the first request sends in fields that you leave out. */
  readonly start?: Readonly<Record<string, number | string>>;
  /** Request field for the number of items in a page, and the most that it takes if that is documented. */
  readonly limit?: { readonly field: string; readonly max?: number };
  /** Another way, used from the next page on if the answer has this field. `omit` are request fields to leave out then. */
  readonly alternative?: {
    readonly ifAnswerHas: string;
    readonly next: NextPage;
    readonly done: LastPage;
    readonly omit?: readonly string[];
  };
}

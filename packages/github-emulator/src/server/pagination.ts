import type { RouteAnswer, RouteRequest } from "./route.ts";

function positive(text: string | null, fallback: number, most: number): number {
  const number = Number(text ?? fallback);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most) : fallback;
}

export function pageOf(request: RouteRequest): { readonly page: number; readonly perPage: number } {
  const page = positive(request.query.get("page"), 1, Number.MAX_SAFE_INTEGER);
  return { page, perPage: positive(request.query.get("per_page"), 30, 100) };
}

/** One page of a list, with the Link header that leads to the others. `self` is the list's own URL. */
export function paginate<Item>(
  request: RouteRequest,
  self: string,
  items: readonly Item[],
  represent: (item: Item) => object,
): RouteAnswer {
  const { page, perPage } = pageOf(request);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number, relation: string): string => {
    const query = new URLSearchParams(request.query);
    query.set("page", String(number));
    return `<${self}?${query}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  return {
    status: 200,
    body: items.slice((page - 1) * perPage, page * perPage).map(represent),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
}

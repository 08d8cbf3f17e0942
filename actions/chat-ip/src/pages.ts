import { records } from "./answer-shape.ts";

const pageSize = 100;
const mostPages = 10;

/** The items of a list's pages, one after the other. */
export async function* pagesOf<Item extends object>(
  ask: (page: { per_page: number; page: number }) => Promise<{ data: Item[] }>,
): AsyncGenerator<Item> {
  for (let page = 1; page <= mostPages; page++) {
    const { data } = await ask({ per_page: pageSize, page });
    yield* records(data, "a page of a list");
    if (data.length < pageSize) return;
  }
}

import { records } from "../answers.ts";

const pageSize = 100;
const mostPages = 10;

type AskPage<Item extends object> = (page: { per_page: number; page: number }) => Promise<{
  data: Item[];
  headers: { link?: string | undefined };
}>;

/** The number of the last page, as GitHub's `Link` header gives it. */
const lastPageOf = (link: string | undefined): number =>
  Number(/[?&]page=(\d+)[^>]*>; rel="last"/.exec(link ?? "")?.[1] ?? 1);

/** The items of a list, oldest first. Of a list with more pages than are read, it is the first page and the last ones. */
export async function itemsOf<Item extends object>(ask: AskPage<Item>): Promise<Item[]> {
  const pageAt = async (page: number): Promise<{ items: Item[]; last: number }> => {
    const { data, headers } = await ask({ per_page: pageSize, page });
    return { items: records(data, "list"), last: lastPageOf(headers.link) };
  };
  const { items, last } = await pageAt(1);
  for (let page = Math.max(2, last - mostPages + 2); page <= last; page++)
    items.push(...(await pageAt(page)).items);
  return items;
}

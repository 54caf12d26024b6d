import { PEOPLE_PAGE_MAX, type ReplyOf } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import type { Client } from "./client.ts";

export type ListedPerson = ReplyOf<"listPeople">["people"][number];

/**
 * Everybody whom the person may see, page by page.
 * @throws ANSWER_MALFORMED for a page that does not go on behind the one before, which would never end
 */
export async function readPeoplePages(client: Client): Promise<ListedPerson[]> {
  const all: ListedPerson[] = [];
  for (;;) {
    const after = all.at(-1)?.user;
    const { people } = await client.call("listPeople", { params: after === undefined ? {} : { after } });
    if (after !== undefined && people.some(({ user }) => user <= after))
      throw new AppError("ANSWER_MALFORMED");
    all.push(...people);
    if (people.length < PEOPLE_PAGE_MAX) return all;
  }
}

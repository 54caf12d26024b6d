import type { ReplyOf } from "../../shared/api/contract.ts";
import { AppError } from "../../shared/errors.ts";
import type { Client } from "./client.ts";

/** A space as the portal lists it; its log tells what is so. */
export type ListedSpace = ReplyOf<"listSpaces">["spaces"][number];

/**
 * All spaces that the person reads, page by page.
 * @throws ANSWER_MALFORMED for a page that does not go on behind the one before, which would never end
 */
export async function readSpacePages(client: Client): Promise<ListedSpace[]> {
  const all: ListedSpace[] = [];
  let page = await client.call("listSpaces", { params: {} });
  for (;;) {
    all.push(...page.spaces);
    const after = page.next;
    if (after === null) return all;
    page = await client.call("listSpaces", { params: { after } });
    if (page.next !== null && page.next <= after) throw new AppError("ANSWER_MALFORMED");
  }
}

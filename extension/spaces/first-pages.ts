import type { ReplyOf } from "../../shared/api/contract.ts";
import type { Bytes } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { BlobId, NodeId, SpaceId } from "../../shared/ids.ts";
import type { Client } from "../api/client.ts";
import { keepTicket } from "../live/tickets.ts";
import { noteSaidPlace } from "./places.ts";

/** What is asked first: the logs from where this browser's copies end. Nothing that came is believed before it was replayed. */

export type LogPage = ReplyOf<"getPortalLog">;
export type SpacePage = ReplyOf<"getSpace">;

export interface LogEnds {
  readonly client: Client;
  readonly space: SpaceId;
  /** How many entries are known of the space's log. */
  readonly from: number;
  /** And of the portal's. */
  readonly portalFrom: number;
}

/** Pages that are on their way; each is asked for again when it did not come with the others. */
export interface FirstPages {
  space(): Promise<SpacePage>;
  portal(from: number): Promise<LogPage>;
}

/** Headers of contents that the portal sent ahead, for whoever reads them. The log decides which is which. */
export type HeadersAhead = Map<BlobId, Bytes>;

export const askSpacePage = ({ client, space }: Pick<LogEnds, "client" | "space">, from: number) =>
  client.call("getSpace", { params: { space, from: String(from) } });

export const askPortalPage = (client: Client, from: number): Promise<LogPage> =>
  client.call("getPortalLog", { params: { from: String(from) } });

/** It is awaited later, or not at all. */
function held<Result>(asked: Promise<Result>): Promise<Result> {
  asked.catch(() => undefined);
  return asked;
}

/** Both pages, side by side. */
export function askForSpace(ends: LogEnds): FirstPages {
  const space = held(askSpacePage(ends, ends.from));
  return { space: () => space, portal: (from) => askPortalPage(ends.client, from) };
}

/** Both pages in one request, with all else that opening this file takes: the ticket and the header are kept for then. */
export function askForFile(ends: LogEnds, node: NodeId, headers: HeadersAhead): FirstPages {
  const answer = held(openFile(ends, node, headers));
  return {
    space: async () => (await answer) ?? askSpacePage(ends, ends.from),
    portal: async (from) => {
      const page = from === ends.portalFrom ? (await answer)?.portal : undefined;
      return page ?? askPortalPage(ends.client, from);
    },
  };
}

/** Null when the portal says that the file is not there, or elsewhere: that is for the log to say, not for the portal. */
async function openFile(
  { client, space, from, portalFrom }: LogEnds,
  node: NodeId,
  headers: HeadersAhead,
): Promise<ReplyOf<"openFile"> | null> {
  const request = { params: { node }, body: { space, from, portalFrom } };
  const reply = await client.call("openFile", request).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  });
  if (!reply) return null;
  if (reply.space !== space) {
    noteSaidPlace(client.origin, node, reply.space);
    return null;
  }
  if (reply.content) headers.set(reply.content.blob, reply.content.header);
  if (reply.ticket) keepTicket({ origin: client.origin, space, node }, reply.ticket);
  return reply;
}

import type { ConnectionId, UserId } from "../../shared/ids.ts";

/** A connection is known by its author as well: anybody may say somebody else's id, and takes nothing from him by it. */
export interface OwnConnection {
  readonly connection: ConnectionId;
  readonly author: UserId;
}

/** In the order of the connections. */
export const ownKey = ({ connection, author }: OwnConnection): string => `${connection} ${author}`;

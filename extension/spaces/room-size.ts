import { openPortal } from "./portal-session.ts";
import type { OnRoom } from "./rooms.ts";

/**
 * Bytes that the portal keeps of a room's contents: all versions, as they are sealed and padded. That it is so nothing proves.
 * @throws NOT_FOUND, RIGHT_MISSING, OFFLINE …
 */
export async function readRoomSize({ origin, space }: OnRoom): Promise<number> {
  const { client } = await openPortal(origin);
  const { sealedBytes } = await client.call("getSpaceSize", { params: { space } });
  return sealedBytes;
}

import "./page-globals.ts";
import { createPrivateRoomStore, type PrivateRoomStore } from "../../extension/files/private-room.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import { setUpAlice } from "./extension-world.ts";
import { LyingServer } from "./lying-server.ts";
import { startServer, type TestServer } from "./server.ts";

/** alice's Private Room as a page has it, against the real Worker over a line that can lie. */
export interface PrivateRoomWorld {
  readonly server: TestServer;
  readonly origin: PortalOrigin;
  readonly liar: LyingServer;
  readonly room: PrivateRoomStore;
  /** After each test: the line tells the truth, and the page shows the first folder without transfers. */
  settle(): void;
  close(): Promise<void>;
}

export async function openPrivateRoom(): Promise<PrivateRoomWorld> {
  const server = await startServer();
  const liar = new LyingServer();
  const { origin } = await setUpAlice(server);
  const room = createPrivateRoomStore(origin);
  await room.refresh();
  const settle = () => {
    liar.repent();
    room.clearTransfers();
    room.openFolder(null);
  };
  const close = () => {
    room.dispose();
    liar.close();
    return server.close();
  };
  return { server, origin, liar, room, settle, close };
}

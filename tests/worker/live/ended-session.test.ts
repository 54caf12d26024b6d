import { beforeEach, describe, expect, it } from "vitest";
import { parseBase64Url, randomBytes, toBase64Url } from "../../../shared/bytes.ts";
import { hashSessionToken } from "../../../shared/crypto/token.ts";
import type { NodeId } from "../../../shared/ids.ts";
import { signIn } from "../../support/accounts.ts";
import { codeOf, type Door, get } from "../../support/ask.ts";
import type { Client } from "../../support/client.ts";
import { world } from "../../support/world.ts";
import { openDoor } from "../door.ts";

/** alice's laptop asked for a ticket to a document; then she ends its session from elsewhere. */
describe("a ticket of a session that was ended", () => {
  let door: Door;
  let alice: Client;
  let node: NodeId;
  beforeEach(async () => {
    door = await openDoor();
    ({ alice } = await world(door));
    ({ node } = await alice.createFile("a.docx", randomBytes(3)));
  });

  const ticketBy = async (token: string): Promise<string> =>
    (await get(door, "createLiveTicket", { token, params: { node } })).ticket;

  /** What a socket with this ticket comes to: the first that it hears, or the code by which it is closed. */
  async function knock(ticket: string): Promise<string> {
    const reply = await door.fetch(`/api/live/${node}`, { headers: { upgrade: "websocket" } });
    const { webSocket } = reply as Response & { webSocket: WebSocket & { accept(): void } };
    const outcome = new Promise<string>((resolve) => {
      webSocket.addEventListener("message", ({ data }) => resolve(JSON.parse(data as string).kind));
      webSocket.addEventListener("close", ({ code }) => resolve(String(code)));
    });
    webSocket.accept();
    webSocket.send(JSON.stringify({ ticket }));
    return outcome;
  }

  it("lets nobody in, and those of the other sessions do", async () => {
    const laptop = await signIn(door, alice.account);
    const [his, own] = [await ticketBy(laptop.token), await ticketBy(alice.token)];
    const session = toBase64Url(await hashSessionToken(parseBase64Url(laptop.token)));
    expect(await codeOf(alice.ask("endSession", { params: { session } }))).toBe("204");
    expect(await knock(his)).toBe("1008");
    expect(await knock(own)).toBe("admitted");
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../support/page-globals.ts";
import { typeInto } from "../support/live-text.ts";
import { LyingServer } from "../support/lying-server.ts";
import { open, PATIENCE, type Sharing, startSharing, type } from "../support/shared-elsewhere.ts";
import { SocketNotes } from "../support/socket-notes.ts";

/** A page's line to a document that is shared from elsewhere, or looked into for it. */

let { server, desktop, laptop, addFile, share, join } = {} as Sharing;

beforeAll(async () => {
  ({ server, desktop, laptop, addFile, share, join } = await startSharing());
}, 120_000);
afterAll(() => server.kill());

describe("the line of a page that has a file from where it was before it was shared", () => {
  it("goes into no session where the file is now, and ends none there", async () => {
    const node = await addFile("Left behind.txt");
    const one = await join(node);
    await expect.poll(() => one.status, PATIENCE).toBe("live");
    await share(laptop, node);
    await server.kill();
    await server.start();
    await expect.poll(() => one.trouble, PATIENCE).toBe("NOT_FOUND");
    expect(one.status).toBe("connecting");
    const other = await join(node, { browser: laptop });
    await expect.poll(() => other.status, PATIENCE).toBe("live");
    expect(other.people()).toHaveLength(1);
    await Promise.all([one.close(), other.close()]);
  });

  it("does not come into a session there by the ticket of another page's opening", async () => {
    const node = await addFile("Ticket.txt");
    const opened = await open(desktop, node);
    await share(laptop, node);
    const again = await open(desktop, node);
    const liar = new LyingServer();
    const before = await join(node, { opened });
    expect([before.status, before.trouble]).toEqual(["alone", "NOT_FOUND"]);
    liar.repent();
    const after = await join(node, { opened: again });
    await expect.poll(() => after.status, PATIENCE).toBe("live");
    expect(liar.names()).not.toContain("createLiveTicket");
    liar.close();
    await Promise.all([before.close(), after.close()]);
  });

  it("hears nothing there, though the portal lets it in", async () => {
    const node = await addFile("Let in.txt");
    const liar = new LyingServer();
    let ticket: string | null = null;
    liar.change("openFile", (reply) => {
      ({ ticket } = reply);
      return { ...reply, ticket: null };
    });
    const opened = await open(desktop, node);
    await share(laptop, node);
    await open(desktop, node);
    liar.lie("createLiveTicket", () => Response.json({ ticket, expiresAtMs: Date.now() + 60_000 }));
    const sockets = new SocketNotes();
    const one = await join(node, { opened });
    expect([one.status, one.trouble]).toEqual(["alone", "NOT_FOUND"]);
    expect(sockets.notes).toEqual([`/api/live/${node}`, "let in"]);
    sockets.close();
    liar.close();
    await one.close();
  });
});

describe("sharing a file", () => {
  it("looks for what is unsaved beside the line of the page that has it open, which stays the only one", async () => {
    const node = await addFile("One line.txt");
    const sockets = new SocketNotes();
    const ending = new AbortController();
    const one = await join(node);
    const heard: (number | null)[] = [];
    desktop.watchDocument({
      ...{ ...(await open(desktop, node)), signal: ending.signal, onShared: () => undefined },
      onNewVersion: ({ version }) => heard.push(version),
    });
    await expect.poll(() => one.status, PATIENCE).toBe("live");
    typeInto(one, "sent. ");
    await one.flush();
    sockets.forget();
    await expect(share(desktop, node)).rejects.toThrow("WORK_WAITING");
    await laptop.saveDocument(type(await open(laptop, node), "newer"));
    await expect.poll(() => heard, PATIENCE).toEqual([2]);
    expect(sockets.notes).toEqual([`/api/live/${node}`, "let in"]);
    sockets.close();
    ending.abort();
    await one.close();
  });
});

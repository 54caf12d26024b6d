import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseBase64Url, utf8 } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { SpaceId, UserId } from "../../shared/ids.ts";
import { parseEntry } from "../../shared/log/entry.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "../support/five-browsers.ts";
import { LyingServer } from "../support/lying-server.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** A58: what somebody was once given is signed for good; a server that plays it again must give nothing by it. */

let server: TestServer;
let liar: LyingServer;
let alice: PersonsBrowser;
let carol: PersonsBrowser;
let carolId: UserId;
let room: SpaceId;
/** The signed grant of Editor, and the signed promotion to Room admin, as they went over the wire. */
let grant: string;
let promotion: string;

const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return "taken";
  } catch (error) {
    return error instanceof AppError || (error as { code?: string }).code ? (error as AppError).code : "?";
  }
};
/** Alice asks the portal, however lately she did. */
const look = async () => alice.syncSpace(await alice.openSpace(alice.origin, room));
const createFile = async (by: PersonsBrowser, name: string) =>
  by.createFile({
    ...{ space: await by.freshSpace(by.origin, room), parent: null, name },
    ...{ content: new Blob([utf8("text")]), modifiedAtMs: 1, chooseName: by.keepBoth },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  });
const newest = async (from: "space" | "portal"): Promise<string> => {
  const { client } = await alice.openPortal(alice.origin);
  const { entries } =
    from === "space"
      ? await client.call("getSpace", { params: { space: room, from: "0" } })
      : await client.call("getPortalLog", { params: { from: "0" } });
  return Buffer.from(entries.at(-1) ?? []).toString("base64url");
};
/** The answer with an old entry once more at its end, as if it were the newest. */
const withAgain = async <Page extends { entries: readonly string[] }>(page: Page, wire: string) => {
  const { seq, hash } = await parseEntry(parseBase64Url(wire));
  return { ...page, entries: [...page.entries, wire], head: { seq, hash } };
};

beforeAll(async () => {
  server = await startServer();
  liar = new LyingServer();
  alice = await ownersBrowser(server);
  const { origin } = alice;
  await alice.keepUp(origin);
  const { link } = await alice.invite({ origin, type: "User", days: 1 });
  carol = await joinersBrowser(server, link, "Carol");
  carolId = (await carol.openPortal(carol.origin)).user;
  await alice.changeType({ origin, user: carolId, type: "RoomAdmin" });
  promotion = await newest("portal");
  await alice.changeType({ origin, user: carolId, type: "User" });
  const title = { title: "Contracts", colour: 0, roomType: "Collaboration", members: [] } as const;
  room = await alice.createRoom({ origin, ...title });
  await alice.putMembers({ origin, space: room, members: [{ user: carolId, level: "ContentCreator" }] });
  grant = await newest("space");
  await createFile(carol, "Hers.docx");
  await alice.putMembers({ origin, space: room, members: [{ user: carolId, level: "Viewer" }] });
}, 60_000);
afterEach(() => liar.repent());
afterAll(async () => {
  liar.close();
  await server.close();
});

describe("carol, whom alice made less", () => {
  it("is not made more by the old entry played to alice again", async () => {
    liar.lie("getSpace", async (response) =>
      Response.json(await withAgain((await response.json()) as { entries: string[] }, grant)),
    );
    expect(await codeOf(look())).toMatch(/^LOG_/);
    liar.repent();
    await look();
    const { state, portal } = await alice.openSpace(alice.origin, room);
    expect(state.levelOf(carolId, portal.now)).toBe("Viewer");
  });

  it("is no Room admin again by the old promotion", async () => {
    liar.lie("getPortalLog", async (response) =>
      Response.json(await withAgain((await response.json()) as { entries: string[] }, promotion)),
    );
    expect(await codeOf(alice.keepUp(alice.origin))).toMatch(/^LOG_/);
    liar.repent();
    const person = (await alice.listContacts(alice.origin)).find(({ user }) => user === carolId);
    expect(person?.type).toBe("User");
  });

  it("cannot send alice's old entries herself", async () => {
    const { client } = await carol.openPortal(carol.origin);
    const params = { space: room };
    expect(await codeOf(client.call("appendEntry", { params, body: { entry: grant } }))).toBe(
      "RIGHT_MISSING",
    );
    expect(await codeOf(client.call("appendPortalEntry", { body: { entry: promotion } }))).toBe(
      "RIGHT_MISSING",
    );
    const { state, portal } = await alice.freshSpace(alice.origin, room);
    expect(state.levelOf(carolId, portal.now)).toBe("Viewer");
  });

  it("writes nothing by a database in which she is what she was", async () => {
    await server.rows(
      "UPDATE memberships SET level = 'ContentCreator' WHERE user = ? AND space = ?",
      carolId,
      room,
    );
    await codeOf(createFile(carol, "More.docx"));
    // The Worker was on her side. What it stored, alice takes for what it is: not allowed to her
    expect(await codeOf(look())).toBe("RIGHT_MISSING");
  });
});

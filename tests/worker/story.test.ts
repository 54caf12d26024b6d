import { beforeEach, describe, expect, it } from "vitest";
import { concat, randomBytes } from "../../shared/bytes.ts";
import { signIn } from "../support/accounts.ts";
import { get } from "../support/ask.ts";
import { world } from "../support/world.ts";
import { openDoor } from "./door.ts";

type World = Awaited<ReturnType<typeof world>>;

describe("a portal from setup to a saved file", () => {
  let here: World;
  beforeEach(async () => {
    here = await world(await openDoor());
  });

  it("is set up once and names itself", async () => {
    const { alice, portal } = here;
    expect(await get(alice.door, "getSetup")).toEqual({ open: false });
    expect(await get(alice.door, "getPortal")).toMatchObject({ portal });
  });

  it("signs alice in by passphrase and by kit, and hands her her slots", async () => {
    const { alice } = here;
    const slots = alice.account.logins.map((login) => login.slot);
    for (const kind of ["passphrase", "kit"] as const) {
      const grant = await signIn(alice.door, alice.account, kind);
      expect(grant.user).toBe(alice.person.user);
      expect(new Set(grant.slots)).toEqual(new Set(slots));
    }
  });

  it("keeps a file of two parts and gives it back byte by byte", async () => {
    const { alice } = here;
    const folder = await alice.createFolder("Contracts");
    const content = concat(...Array.from({ length: 150 }, () => randomBytes(60_000)));
    const { node, version } = await alice.createFile("big.bin", content, folder);
    expect((await alice.saveVersion(node, 2, randomBytes(10))).status).toBe(200);
    const sent = await alice.ask("getContent", { params: { blob: version.blob } });
    expect(sent.status).toBe(200);
    expect((await sent.arrayBuffer()).byteLength).toBeGreaterThan(content.length);
    const log = await get(alice.door, "getSpace", {
      token: alice.token,
      params: { space: alice.space, from: 0 },
    });
    expect(log.head).toEqual(alice.head);
    expect(log.entries).toHaveLength(4);
    expect(log.lockboxes).toHaveLength(1);
  });
});

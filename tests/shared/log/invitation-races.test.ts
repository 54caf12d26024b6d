import { beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../../../shared/bytes.ts";
import { deriveInviteKey, signInviteProof } from "../../../shared/crypto/invite.ts";
import { createInvitationId } from "../../../shared/ids.ts";
import { organisation, portalOfOrganisation } from "../../support/organisation.ts";
import type { Person } from "../../support/people.ts";
import { NOW_MS, outcomeOf, type PortalWriter } from "../../support/signed-portal.ts";

const { olga, dora, dan, rob, uma, gus, nina, mallory } = organisation;
const grown = await portalOfOrganisation();

let portal: PortalWriter;
beforeEach(async () => {
  portal = await grown.copy();
});

const setType = (by: Person, who: Person, type: "DocSpaceAdmin" | "RoomAdmin" | "User" | "Guest") =>
  portal.add(by, { op: "user.type", user: who.user, type });
const change = (by: Person, op: "user.disable" | "user.enable" | "user.remove", who: Person) =>
  portal.add(by, { op, user: who.user });

describe("an invitation", () => {
  it("lets in one person, as the type that it says", async () => {
    const link = await portal.invite(dora, "RoomAdmin");
    await portal.join(nina, link);
    expect(portal.state.users.get(nina.user)).toMatchObject({
      type: "RoomAdmin",
      invitedBy: dora.user,
      joinedBy: link.invitation,
    });
    expect(await outcomeOf(portal.join(mallory, link))).toBe("INVITATION_OVER");
  });

  it("is over when it was withdrawn", async () => {
    const link = await portal.invite(rob, "User");
    await portal.add(rob, { op: "invitation.revoke", invitation: link.invitation });
    expect(await outcomeOf(portal.join(nina, link))).toBe("INVITATION_OVER");
    expect(await outcomeOf(portal.add(rob, { op: "invitation.revoke", invitation: link.invitation }))).toBe(
      "INVITATION_OVER",
    );
  });

  it("is over after its time", async () => {
    const link = await portal.invite(rob, "User", { expiresAtMs: NOW_MS + 1000 });
    expect(await outcomeOf(portal.join(nina, link, { timeMs: NOW_MS + 1001 }))).toBe("INVITATION_OVER");
    expect(await outcomeOf(portal.join(nina, link, { timeMs: NOW_MS + 1000 }))).toBe("taken");
  });

  it("waits for thirty days at most", async () => {
    const thirtyDays = 30 * 86_400_000;
    const till = (expiresAtMs: number) => outcomeOf(portal.invite(rob, "User", { expiresAtMs }));
    expect(await till(NOW_MS + thirtyDays)).toBe("taken");
    expect(await till(NOW_MS + thirtyDays + 1)).toBe("ENTRY_REFUSED");
    expect(await till(NOW_MS)).toBe("ENTRY_REFUSED");
  });

  it("falls with whoever made it", async () => {
    const [toDisable, toDemote] = [await portal.invite(dan, "User"), await portal.invite(dora, "RoomAdmin")];
    await change(olga, "user.disable", dan);
    await setType(olga, dora, "User");
    expect(await outcomeOf(portal.join(nina, toDisable))).toBe("INVITATION_OVER");
    expect(await outcomeOf(portal.join(nina, toDemote))).toBe("RIGHT_MISSING");
  });

  it("lets nobody in without the link, even with the server's help", async () => {
    const { invitation } = await portal.invite(rob, "User");
    const guessed = { invitation, seed: randomBytes(32) };
    expect(await outcomeOf(portal.join(mallory, guessed))).toBe("SIGNATURE_WRONG");
  });

  it("is not turned to other keys than its holder's", async () => {
    const { portal: id } = portal.state;
    const link = await portal.invite(rob, "User");
    const { inviteKey } = await deriveInviteKey({ portal: id, ...link });
    const { invitation } = link;
    const bundleHash = nina.bundle.hash;
    const proof = await signInviteProof({ inviteKey, portal: id, invitation, bundleHash });
    const bodies = { invitation, bundle: mallory.bundle.wire, profileCommitment: randomBytes(32), proof };
    expect(await outcomeOf(portal.add(mallory, { op: "user.join", ...bodies }))).toBe("SIGNATURE_WRONG");
    expect(await outcomeOf(portal.add(nina, { op: "user.join", ...bodies }))).toBe("ENTRY_REFUSED");
  });

  it("is refused to somebody who is there already", async () => {
    expect(await outcomeOf(portal.admit(uma, "DocSpaceAdmin", olga))).toBe("ENTRY_REFUSED");
  });

  it("of a guest comes from no guest, from no User, and not without a room", async () => {
    expect(await outcomeOf(portal.invite(gus, "Guest"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(portal.invite(uma, "Guest"))).toBe("RIGHT_MISSING");
    expect(await outcomeOf(portal.invite(olga, "Guest", { isWithRoom: false }))).toBe("RIGHT_MISSING");
  });

  it("of a guest is refused where guests are", async () => {
    const link = await portal.invite(rob, "Guest");
    const settings = { isPrivateRoomOn: true, areGuestsAllowed: false, idleLockMaxMinutes: 60 };
    await portal.add(dora, { op: "settings.change", ...settings, isOnlyVerified: false });
    expect(await outcomeOf(portal.join(nina, link))).toBe("GUESTS_REFUSED");
    expect(await outcomeOf(portal.invite(rob, "Guest"))).toBe("GUESTS_REFUSED");
    expect(await outcomeOf(setType(olga, uma, "Guest"))).toBe("GUESTS_REFUSED");
  });

  it("is not made twice under one id", async () => {
    const { invitation } = await portal.invite(rob, "User");
    const bodies = { type: "User", isWithRoom: false, invitePublic: randomBytes(32) } as const;
    const again = { op: "user.invite", invitation, expiresAtMs: NOW_MS + 1, ...bodies } as const;
    expect(await outcomeOf(portal.add(dora, again))).toBe("ENTRY_REFUSED");
    expect(await outcomeOf(portal.add(dora, { ...again, invitation: createInvitationId() }))).toBe("taken");
  });
});

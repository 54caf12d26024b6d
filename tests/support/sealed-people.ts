// Specimens of the objects about people, rooms and keys: see sealed-objects.ts.
import { type Bytes, randomBytes, toBase64Url } from "../../shared/bytes.ts";
import { deriveAdminKem, openAdminTitle, sealAdminTitle } from "../../shared/crypto/admin-key.ts";
import { createRootSeed } from "../../shared/crypto/identity.ts";
import { deriveInviteKey, signInviteAsk, signInviteProof } from "../../shared/crypto/invite.ts";
import { verifyInviteAsk, verifyInviteProof } from "../../shared/crypto/invite-check.ts";
import { openOwnSettings, sealOwnSettings } from "../../shared/crypto/own-settings.ts";
import { openPreviousKey, sealPreviousKey } from "../../shared/crypto/previous-key.ts";
import { openRoomAbout, sealRoomAbout } from "../../shared/crypto/room-about.ts";
import { commitSpaceKey, createSpaceKey } from "../../shared/crypto/space-key.ts";
import { createInvitationId, createUserId, parsePortalOrigin, parseSpaceId } from "../../shared/ids.ts";
import type { SealedObject } from "./sealed-objects.ts";

const newSpace = () => parseSpaceId(toBase64Url(randomBytes(32)));

/** A specimen, and all its places that differ in one thing. */
function specimen<Place extends object>(
  wire: Bytes,
  place: Place,
  others: Partial<Place>,
  open: (place: Place, wire: Bytes) => Promise<unknown>,
): SealedObject {
  const names = Object.keys(others) as (keyof Place & string)[];
  const at = (name: keyof Place) => (bytes: Bytes) => open({ ...place, [name]: others[name] }, bytes);
  return {
    wire,
    open: (bytes) => open(place, bytes),
    elsewhere: Object.fromEntries(names.map((name) => [name, at(name)])),
  };
}

async function previousKey(): Promise<SealedObject> {
  const previous = createSpaceKey();
  const keyCommitment = await commitSpaceKey(previous, 3);
  const place = { space: newSpace(), generation: 4, newKey: createSpaceKey(), keyCommitment };
  const others = {
    space: newSpace(),
    generation: 5,
    newKey: createSpaceKey(),
    keyCommitment: randomBytes(32),
  };
  const wire = await sealPreviousKey({ ...place, previous });
  return specimen(wire, place, others, (at, bytes) => openPreviousKey({ ...at, wire: bytes }));
}

async function roomAbout(): Promise<SealedObject> {
  const place = { spaceKey: createSpaceKey(), space: newSpace(), generation: 2, revision: 3 };
  const others = { spaceKey: createSpaceKey(), space: newSpace(), generation: 1, revision: 4 };
  const wire = await sealRoomAbout({ ...place, about: { title: "Board", colour: 3 } });
  return specimen(wire, place, others, (at, bytes) => openRoomAbout({ ...at, wire: bytes }));
}

async function adminTitle(): Promise<SealedObject> {
  const { kemKey, kemPublic } = await deriveAdminKem({ key: createSpaceKey(), generation: 2 });
  const other = await deriveAdminKem({ key: createSpaceKey(), generation: 2 });
  const place = { portal: newSpace(), space: newSpace(), adminGeneration: 2, revision: 1, kemKey };
  const changed = { portal: newSpace(), space: newSpace(), adminGeneration: 1, revision: 2 };
  const wire = await sealAdminTitle({ ...place, adminKemPublic: kemPublic, title: "Board" });
  const open = (at: typeof place, bytes: Bytes) => openAdminTitle({ ...at, wire: bytes });
  return specimen(wire, place, { ...changed, kemKey: other.kemKey }, open);
}

async function ownSettings(): Promise<SealedObject> {
  const place = { seed: createRootSeed(), user: createUserId(), revision: 2 };
  const others = { seed: createRootSeed(), user: createUserId(), revision: 1 };
  const wire = await sealOwnSettings({ ...place, settings: [1, "list"] });
  return specimen(wire, place, others, (at, bytes) => openOwnSettings({ ...at, wire: bytes }));
}

async function inviteSpecimens(): Promise<Record<string, SealedObject>> {
  const [portal, invitation, other] = [newSpace(), createInvitationId(), createInvitationId()];
  const { inviteKey, invitePublic } = await deriveInviteKey({ portal, invitation, seed: randomBytes(32) });
  const second = await deriveInviteKey({ portal, invitation, seed: randomBytes(32) });
  const asked = { origin: parsePortalOrigin("https://a.example"), invitation, timeMs: 5, invitePublic };
  const changes = { origin: parsePortalOrigin("https://b.example"), invitation: other, timeMs: 6 };
  const proven = { portal, invitation, bundleHash: randomBytes(32), invitePublic };
  const swaps = { portal: newSpace(), invitation: other, bundleHash: randomBytes(32) };
  const key = { invitePublic: second.invitePublic };
  const [ask, proof] = [
    await signInviteAsk({ ...asked, inviteKey }),
    await signInviteProof({ ...proven, inviteKey }),
  ];
  return {
    "invitation asking": specimen(ask, asked, { ...changes, ...key }, (at, signature) =>
      verifyInviteAsk({ ...at, signature }).then(() => true),
    ),
    "invitation proof": specimen(proof, proven, { ...swaps, ...key }, (at, bytes) =>
      verifyInviteProof({ ...at, proof: bytes }).then(() => true),
    ),
  };
}

/** Kind -> specimen. */
export async function sealedAboutPeople(): Promise<Readonly<Record<string, SealedObject>>> {
  return {
    "previous key": await previousKey(),
    "room's looks": await roomAbout(),
    "admins' title": await adminTitle(),
    "own settings": await ownSettings(),
    ...(await inviteSpecimens()),
  };
}

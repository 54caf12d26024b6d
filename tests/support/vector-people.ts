// How the vectors about people, rooms and keys are made.
import { deriveAdminKem, openAdminTitle, sealAdminTitle } from "../../shared/crypto/admin-key.ts";
import { commitGroupName } from "../../shared/crypto/group-name.ts";
import { parseRootSeed } from "../../shared/crypto/identity.ts";
import {
  deriveInviteKey,
  encodeInviteLink,
  signInviteAsk,
  signInviteProof,
} from "../../shared/crypto/invite.ts";
import { sealOwnSettings } from "../../shared/crypto/own-settings.ts";
import { sealPreviousKey } from "../../shared/crypto/previous-key.ts";
import { sealRoomAbout } from "../../shared/crypto/room-about.ts";
import { joinHalves, safetyHalf } from "../../shared/crypto/safety-number.ts";
import { commitSpaceKey, parseSpaceKey } from "../../shared/crypto/space-key.ts";
import {
  parseEntryHash,
  parseInvitationId,
  parsePortalOrigin,
  parseSpaceId,
  parseUserId,
} from "../../shared/ids.ts";
import { bytes, HEAD, run, SEED, SPACE, SPACE_KEY, TIME_MS, text, USER } from "./vector-inputs.ts";
import { type Recipe, recipe } from "./vector-recipe.ts";

const PORTAL = run(32, 0x08);
const INVITATION = run(16, 0x18);
const INVITE_SEED = run(32, 0x28);
const ORIGIN = "https://portal.example";

/** File name (without `.json`) -> recipe. */
export const PEOPLE_RECIPES: Readonly<Record<string, Recipe>> = {
  invite: recipe(
    [
      {
        ...{ origin: ORIGIN, portal: PORTAL, invitation: INVITATION, seed: INVITE_SEED },
        ...{ headSeq: 7, headHash: HEAD, timeMs: TIME_MS, bundleHash: run(32, 0x70) },
      },
    ],
    async (input) => {
      const { headSeq: seq, timeMs } = input;
      const [portal, invitation] = [parseSpaceId(input.portal), parseInvitationId(input.invitation)];
      const [origin, seed] = [parsePortalOrigin(input.origin), bytes(input.seed)];
      const { inviteKey, invitePublic } = await deriveInviteKey({ portal, invitation, seed });
      const ask = await signInviteAsk({ inviteKey, origin, invitation, timeMs });
      const bundleHash = bytes(input.bundleHash);
      const proof = await signInviteProof({ inviteKey, portal, invitation, bundleHash });
      const head = { seq, hash: parseEntryHash(input.headHash) };
      const link = encodeInviteLink({ origin, portal, head, invitation, seed });
      return { invitePublic: text(invitePublic), ask: text(ask), proof: text(proof), link };
    },
  ),
  "group-name": recipe([{ salt: run(16, 0x38), name: "Zoë's team" }], async ({ salt, name }) => ({
    commitment: text(await commitGroupName({ salt: bytes(salt), name })),
  })),
  "admin-key": recipe([{ key: SPACE_KEY, generation: 2 }], async ({ key, generation }) => {
    const parsed = parseSpaceKey(bytes(key));
    const { kemPublic } = await deriveAdminKem({ key: parsed, generation });
    return { kemPublic: text(kemPublic), commitment: text(await commitSpaceKey(parsed, generation)) };
  }),
  "admin-title": recipe(
    [{ key: SPACE_KEY, adminGeneration: 2, portal: PORTAL, space: SPACE, revision: 3, title: "Board" }],
    async ({ key, adminGeneration, revision, title, ...ids }) => {
      const admin = await deriveAdminKem({ key: parseSpaceKey(bytes(key)), generation: adminGeneration });
      const [portal, space] = [parseSpaceId(ids.portal), parseSpaceId(ids.space)];
      const place = { portal, space, adminGeneration, revision };
      const wire = await sealAdminTitle({ ...place, adminKemPublic: admin.kemPublic, title });
      return { wire: text(wire), title: await openAdminTitle({ ...place, kemKey: admin.kemKey, wire }) };
    },
    false,
  ),
  "room-about": recipe(
    [{ spaceKey: SPACE_KEY, space: SPACE, generation: 3, revision: 2, title: "Räume", colour: 7 }],
    async ({ spaceKey, space, generation, revision, title, colour }) => {
      const place = { spaceKey: parseSpaceKey(bytes(spaceKey)), space: parseSpaceId(space) };
      const about = { title, colour };
      return { wire: text(await sealRoomAbout({ ...place, generation, revision, about })) };
    },
  ),
  "previous-key": recipe(
    [{ newKey: SPACE_KEY, previous: run(32, 0x90), space: SPACE, generation: 4 }],
    async ({ newKey, previous, space, generation }) => {
      const keys = { newKey: parseSpaceKey(bytes(newKey)), previous: parseSpaceKey(bytes(previous)) };
      return { wire: text(await sealPreviousKey({ ...keys, space: parseSpaceId(space), generation })) };
    },
  ),
  "own-settings": recipe([{ seed: SEED, user: USER, revision: 9 }], async ({ seed, user, revision }) => {
    const owner = { seed: parseRootSeed(bytes(seed)), user: parseUserId(user) };
    return { wire: text(await sealOwnSettings({ ...owner, revision, settings: [1, true, "list"] })) };
  }),
  "safety-number": recipe(
    [{ portal: PORTAL, one: run(32, 0x50), other: run(32, 0x51) }],
    async ({ portal, one, other }) => {
      const halfOf = (bundleHash: string) =>
        safetyHalf({ portal: parseSpaceId(portal), bundleHash: bytes(bundleHash) });
      const [mine, theirs] = await Promise.all([halfOf(one), halfOf(other)]);
      return { mine: mine.join(" "), theirs: theirs.join(" "), both: joinHalves(mine, theirs).join(" ") };
    },
  ),
};

// How each frozen vector is made: inputs in plain sight, randomness from a text, outputs as the product gives them.
import { asPlain, utf8 } from "../../shared/bytes.ts";
import { createDraftSealer } from "../../shared/crypto/draft.ts";
import { wrapFileKey } from "../../shared/crypto/file-key.ts";
import { createBundle, parseRootSeed } from "../../shared/crypto/identity.ts";
import { formatKit, parseKit } from "../../shared/crypto/kit.ts";
import { sealLockbox } from "../../shared/crypto/lockbox.ts";
import { loginPublicOf, signLogin } from "../../shared/crypto/login.ts";
import { sealMeta } from "../../shared/crypto/metadata.ts";
import { parseName } from "../../shared/crypto/names.ts";
import { commitProfile } from "../../shared/crypto/profile.ts";
import {
  createKitSlot,
  createPasskeySlot,
  createPassphraseSlot,
  type NewSlot,
} from "../../shared/crypto/slot.ts";
import { commitSpaceKey, parseSpaceKey } from "../../shared/crypto/space-key.ts";
import { hashSessionToken, hashSetupToken } from "../../shared/crypto/token.ts";
import {
  parseEntryHash,
  parseNodeId,
  parsePortalOrigin,
  parseSpaceId,
  parseUserId,
} from "../../shared/ids.ts";
import {
  bytes,
  FILE_KEY,
  fileKeyOf,
  HEAD,
  identityOf,
  kitOf,
  loginSeedOf,
  PARENT,
  place,
  placeOf,
  type Row,
  run,
  SEED,
  SESSION,
  SPACE,
  SPACE_KEY,
  TIME_MS,
  text,
  USER,
} from "./vector-inputs.ts";
import { PEOPLE_RECIPES } from "./vector-people.ts";
import { type Recipe, recipe } from "./vector-recipe.ts";
import { frameContentsRow, frameRow, presenceRow, streamRow } from "./vector-streams.ts";

async function slotRow({ wire, loginSeed }: NewSlot): Promise<Row> {
  return { wire: text(wire), loginPublic: text(await loginPublicOf(loginSeed)) };
}

const slotOwner = async (seed: string) => ({
  seed: parseRootSeed(bytes(seed)),
  user: parseUserId(USER),
  signPublic: (await identityOf(seed)).signPublic,
});

/** File name (without `.json`) -> recipe. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  identity: recipe([{ seed: SEED, user: USER, createdAtMs: TIME_MS }], async (input) => {
    const identity = await identityOf(input.seed);
    const bundle = await createBundle({
      identity,
      user: parseUserId(input.user),
      createdAtMs: input.createdAtMs,
    });
    const { signPublic, kemPublic } = identity;
    return {
      signPublic: text(signPublic),
      kemPublic: text(kemPublic),
      bundle: text(bundle.wire),
      bundleHash: text(bundle.hash),
    };
  }),
  "slot-passphrase": recipe(
    [
      { seed: SEED, user: USER, passphrase: "correct horse battery staple" },
      { seed: SEED, user: USER, passphrase: "Ångström ﬁve ½" },
    ],
    async ({ seed, passphrase }) =>
      slotRow(await createPassphraseSlot({ ...(await slotOwner(seed)), passphrase })),
  ),
  "slot-kit": recipe([{ seed: SEED, user: USER, kit: run(20, 0x21) }], async ({ seed, kit }) =>
    slotRow(await createKitSlot({ ...(await slotOwner(seed)), kit: kitOf(kit) })),
  ),
  "slot-passkey": recipe(
    [{ seed: SEED, user: USER, prfOutput: run(32, 0x31), salt: run(16, 0x51), credentialId: run(40, 0x71) }],
    async ({ seed, prfOutput, salt, credentialId }) =>
      slotRow(
        await createPasskeySlot({
          ...(await slotOwner(seed)),
          prfOutput: bytes(prfOutput),
          salt: bytes(salt),
          credentialId: bytes(credentialId),
        }),
      ),
  ),
  kit: recipe([{ secret: run(20, 0x21) }, { secret: run(20, 0xf0) }], async ({ secret }) => {
    const printed = await formatKit(kitOf(secret));
    return { printed, read: text(await parseKit(printed)) };
  }),
  login: recipe(
    [
      {
        loginSeed: run(32, 0x15),
        origin: "https://portal.example",
        challenge: run(32, 0x25),
        timeMs: TIME_MS,
      },
    ],
    async ({ loginSeed, origin, challenge, timeMs }) => {
      const seed = loginSeedOf(loginSeed);
      const context = { origin: parsePortalOrigin(origin), challenge: bytes(challenge), timeMs };
      return {
        loginPublic: text(await loginPublicOf(seed)),
        signature: text(await signLogin({ ...context, loginSeed: seed })),
      };
    },
  ),
  token: recipe([{ token: run(32, 0x35) }], async ({ token }) => ({
    session: text(await hashSessionToken(bytes(token))),
    setup: text(await hashSetupToken(bytes(token))),
  })),
  profile: recipe(
    [{ salt: run(16, 0x45), name: "Zoë Müller", email: "zoe@example.org" }],
    async ({ salt, name, email }) => ({
      commitment: text(await commitProfile({ salt: bytes(salt), name, email })),
    }),
  ),
  "space-key": recipe(
    [
      { spaceKey: SPACE_KEY, generation: 1 },
      { spaceKey: SPACE_KEY, generation: 70000 },
    ],
    async ({ spaceKey, generation }) => ({
      commitment: text(await commitSpaceKey(parseSpaceKey(bytes(spaceKey)), generation)),
    }),
  ),
  lockbox: recipe(
    [{ spaceKey: SPACE_KEY, space: SPACE, generation: 3, head: HEAD, seed: SEED, user: USER }],
    async (input) => {
      const { kemPublic, signKey } = await identityOf(input.seed);
      const user = parseUserId(input.user);
      const wire = await sealLockbox({
        spaceKey: parseSpaceKey(bytes(input.spaceKey)),
        space: parseSpaceId(input.space),
        generation: input.generation,
        head: parseEntryHash(input.head),
        member: user,
        author: user,
        memberKemPublic: kemPublic,
        signKey,
      });
      return { wire: text(wire) };
    },
    false,
  ),
  metadata: recipe(
    [
      { spaceKey: SPACE_KEY, ...place, parent: PARENT, revision: 7, name: "Änderungen 🗂.docx" },
      { spaceKey: SPACE_KEY, ...place, parent: null, revision: 1, name: "x".repeat(255) },
    ],
    async (input) => {
      const meta = {
        name: parseName(input.name),
        type: "application/pdf",
        sizeBytes: 123456,
        modifiedAtMs: TIME_MS,
      };
      const parent = input.parent === null ? null : parseNodeId(input.parent);
      const context = { ...placeOf(input), spaceKey: parseSpaceKey(bytes(input.spaceKey)), parent };
      return { wire: text(await sealMeta({ ...context, revision: input.revision, meta })) };
    },
  ),
  "file-key": recipe(
    [{ spaceKey: SPACE_KEY, ...place, version: 2, fileKey: FILE_KEY, sizeBytes: 5_000_000_00 }],
    async (input) => {
      const wire = await wrapFileKey({
        ...placeOf(input),
        spaceKey: parseSpaceKey(bytes(input.spaceKey)),
        version: input.version,
        fileKey: fileKeyOf(input.fileKey),
        sizeBytes: input.sizeBytes,
      });
      return { wire: text(wire) };
    },
  ),
  stream: recipe(
    [0, 5, 1024, 1500, 262_144, 300_000].map((sizeBytes) => ({
      ...place,
      version: 2,
      author: USER,
      fileKey: FILE_KEY,
      sizeBytes,
    })),
    streamRow,
  ),
  frame: recipe(
    [
      {
        spaceKey: SPACE_KEY,
        ...place,
        session: SESSION,
        author: USER,
        seed: SEED,
        plain: ["one", "", "three"],
      },
    ],
    frameRow,
  ),
  "frame-contents": recipe(
    [
      {
        user: USER,
        connection: SESSION,
        hash: HEAD,
        blob: "gIGCg4SFhoeIiYqLjI2Ojw",
        version: 4,
        update: "AAA",
      },
    ],
    frameContentsRow,
  ),
  presence: recipe(
    [{ user: USER, connection: SESSION, hash: HEAD, position: 12, salt: 5, update: "AAA" }],
    presenceRow,
  ),
  draft: recipe(
    [{ spaceKey: SPACE_KEY, ...place, baseVersion: 4, savedAtMs: TIME_MS, plain: "unsaved work" }],
    async (input) => {
      const here = { ...placeOf(input), spaceKey: parseSpaceKey(bytes(input.spaceKey)) };
      const wire = await (await createDraftSealer(here))({
        ...here,
        baseVersion: input.baseVersion,
        savedAtMs: input.savedAtMs,
        bytes: asPlain(utf8(input.plain)),
      });
      return { wire: text(wire) };
    },
  ),
  ...PEOPLE_RECIPES,
};

// One genuine specimen of every object, with the function that opens it where it belongs and the ways in which it could
// be put elsewhere. A new kind of object gets a row here, and all attacks below tests/attacks are tried on it.
import { asPlain, asSealed, type Bytes, concat, randomBytes, toBase64Url, utf8 } from "../../shared/bytes.ts";
import { parseBundle } from "../../shared/crypto/bundle.ts";
import { createDraftSealer, openDraft } from "../../shared/crypto/draft.ts";
import { createFileKey, openFileKey, wrapFileKey } from "../../shared/crypto/file-key.ts";
import { createKitSecret } from "../../shared/crypto/kit.ts";
import { openLockbox, sealLockbox } from "../../shared/crypto/lockbox.ts";
import { openMeta, sealMeta } from "../../shared/crypto/metadata.ts";
import { normalizeName } from "../../shared/crypto/names.ts";
import { createKitSlot, createPasskeySalt, createPasskeySlot, openSlot } from "../../shared/crypto/slot.ts";
import { commitSpaceKey, createSpaceKey } from "../../shared/crypto/space-key.ts";
import { createStreamOpener } from "../../shared/crypto/stream-open.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { createNodeId, parseEntryHash, parseLiveSessionId, parseSpaceId } from "../../shared/ids.ts";
import { createFrameOpener, createFrameSealer } from "../../shared/live/frame.ts";
import { parseFrame } from "../../shared/live/frame-check.ts";
import { people } from "./people.ts";
import { sealedAboutPeople } from "./sealed-people.ts";
import { openWhole, sealWhole } from "./streams.ts";

export interface SealedObject {
  readonly wire: Bytes;
  /** Opens bytes as this kind, where the specimen belongs. */
  readonly open: (wire: Bytes) => Promise<unknown>;
  /** Each opens the specimen itself at a place that differs in one thing. */
  readonly elsewhere: Readonly<Record<string, (wire: Bytes) => Promise<unknown>>>;
}

/** Takes `place` with each field exchanged in turn, and hands it to `open`. */
function exchange<Place extends object>(
  place: Place,
  other: Partial<Place>,
  open: (place: Place) => (wire: Bytes) => Promise<unknown>,
): SealedObject["elsewhere"] {
  const names = Object.keys(other) as (keyof Place & string)[];
  return Object.fromEntries(names.map((name) => [name, open({ ...place, [name]: other[name] })]));
}

const newSpace = () => parseSpaceId(toBase64Url(randomBytes(32)));
const newHash = () => parseEntryHash(toBase64Url(randomBytes(32)));
const newSession = () => parseLiveSessionId(toBase64Url(randomBytes(16)));

/** Kind -> specimen. alice made them all; bob is the member that the lockbox is for. */
export async function sealedObjects(): Promise<Readonly<Record<string, SealedObject>>> {
  return {
    bundle: await bundleSpecimen(),
    ...(await slotSpecimens()),
    lockbox: await lockboxSpecimen(),
    metadata: await metaSpecimen(),
    "file key": await fileKeySpecimen(),
    ...(await streamSpecimens()),
    frame: await frameSpecimen(),
    draft: await draftSpecimen(),
    ...(await sealedAboutPeople()),
  };
}

const place = { spaceKey: createSpaceKey(), space: newSpace(), generation: 2, node: createNodeId() };
const otherPlace = {
  spaceKey: createSpaceKey(),
  space: newSpace(),
  generation: 3,
  node: createNodeId(),
};

async function bundleSpecimen(): Promise<SealedObject> {
  const { alice } = await people();
  return { wire: alice.bundle.wire, open: parseBundle, elsewhere: {} };
}

async function slotSpecimens(): Promise<Record<string, SealedObject>> {
  const { alice, bob } = await people();
  const owner = { user: alice.user, signPublic: alice.signPublic };
  const [kit, prfOutput] = [createKitSecret(), randomBytes(32)];
  const byKit = await createKitSlot({ ...owner, seed: alice.seed, kit });
  const byPasskey = await createPasskeySlot({
    ...owner,
    seed: alice.seed,
    prfOutput,
    salt: createPasskeySalt(),
    credentialId: randomBytes(32),
  });
  const openWith =
    (secret: Parameters<typeof openSlot>[0]["secret"]) => (who: typeof owner) => (slot: Bytes) =>
      openSlot({ ...who, slot, secret });
  const others = { user: bob.user, signPublic: bob.signPublic };
  const specimen = (wire: Bytes, open: ReturnType<typeof openWith>): SealedObject => ({
    wire,
    open: open(owner),
    elsewhere: exchange(owner, others, open),
  });
  return {
    "kit slot": specimen(byKit.wire, openWith({ kind: "kit", kit })),
    "passkey slot": specimen(byPasskey.wire, openWith({ kind: "passkey", prfOutput })),
  };
}

async function lockboxSpecimen(): Promise<SealedObject> {
  const { alice, bob, eve } = await people();
  const { spaceKey, space, generation } = place;
  const context = { space, generation, head: newHash(), member: bob.user, author: alice.user };
  const wire = await sealLockbox({
    ...context,
    spaceKey,
    memberKemPublic: bob.kemPublic,
    signKey: alice.signKey,
  });
  const keyCommitment = await commitSpaceKey(spaceKey, generation);
  const expected = { ...context, authorSignPublic: alice.signPublic, keyCommitment };
  const open = (all: typeof expected & { identity: typeof bob }) => (box: Bytes) =>
    openLockbox({ wire: box, expected: all, identity: all.identity });
  const others = {
    space: newSpace(),
    generation: 3,
    head: newHash(),
    member: eve.user,
    author: eve.user,
    authorSignPublic: eve.signPublic,
    keyCommitment: await commitSpaceKey(createSpaceKey(), generation),
    identity: eve,
  };
  const all = { ...expected, identity: bob };
  return { wire, open: open(all), elsewhere: exchange(all, others, open) };
}

async function metaSpecimen(): Promise<SealedObject> {
  const meta = { name: normalizeName("Plan.docx"), type: "text/plain", sizeBytes: 3, modifiedAtMs: 5 };
  const here = { ...place, parent: createNodeId(), revision: 4 };
  const open = (at: typeof here) => (wire: Bytes) => openMeta({ ...at, wire });
  const others = { ...otherPlace, parent: createNodeId(), revision: 5 };
  return {
    wire: await sealMeta({ ...here, meta }),
    open: open(here),
    elsewhere: {
      ...exchange(here, others, open),
      top: (wire) => openMeta({ ...here, parent: null, wire }),
    },
  };
}

async function fileKeySpecimen(): Promise<SealedObject> {
  const here = { ...place, version: 6 };
  const open = (at: typeof here) => (wrapped: Bytes) => openFileKey({ ...at, wrapped });
  const wire = await wrapFileKey({ ...here, fileKey: createFileKey(), sizeBytes: 9 });
  return { wire, open: open(here), elsewhere: exchange(here, { ...otherPlace, version: 7 }, open) };
}

async function streamSpecimens(): Promise<Record<string, SealedObject>> {
  const { alice, bob } = await people();
  const { space, generation, node } = place;
  const stream = await sealWhole(utf8("Once upon a time"), {
    space,
    generation,
    node,
    version: 6,
    author: alice.user,
  });
  const open = (at: typeof stream.expected) => (header: Bytes) =>
    createStreamOpener({ ...stream, header, expected: at });
  const others = {
    ...otherPlace,
    version: 7,
    author: bob.user,
    paddedSize: 2048,
    headerHash: randomBytes(32),
  };
  const { spaceKey: _, ...otherFields } = others;
  const header = {
    wire: stream.header,
    open: open(stream.expected),
    elsewhere: exchange(stream.expected, otherFields, open),
  };
  const content = {
    wire: stream.ciphertext,
    open: (ciphertext: Bytes) => openWhole({ ...stream, ciphertext: asSealed(ciphertext) }),
    elsewhere: {
      tagsDigest: () =>
        openWhole({ ...stream, expected: { ...stream.expected, tagsDigest: randomBytes(32) } }),
      fileKey: () => openWhole({ ...stream, fileKey: createFileKey() }),
      sizeBytes: () => openWhole({ ...stream, sizeBytes: stream.sizeBytes - 1 }),
    },
  };
  return { "stream header": header, "stream content": content };
}

async function frameSpecimen(): Promise<SealedObject> {
  const { alice, bob } = await people();
  const here = { ...place, session: newSession() };
  const sealer = await createFrameSealer({ ...here, author: alice.user, signKey: alice.signKey });
  const open = (at: typeof here, signPublic = alice.signPublic) => {
    return async (wire: Bytes) => {
      const frame = await parseFrame(wire, (author) => (author === alice.user ? signPublic : undefined));
      const { author, connection } = frame;
      return (await createFrameOpener({ ...at, author, connection }))(frame);
    };
  };
  return {
    wire: await sealer.seal("update", asPlain(utf8("typed"))),
    open: open(here),
    elsewhere: {
      ...exchange(here, { ...otherPlace, session: newSession() }, open),
      author: open(here, bob.signPublic),
    },
  };
}

async function draftSpecimen(): Promise<SealedObject> {
  const here = { ...place, baseVersion: 6, savedAtMs: 7 };
  const open = (at: typeof here) => (wire: Bytes) => openDraft({ ...at, wire });
  const seal = await createDraftSealer(here);
  const wire = await seal({ ...here, bytes: asPlain(concat(utf8("unsaved"))) });
  return {
    wire,
    open: open(here),
    elsewhere: exchange(here, { ...otherPlace, baseVersion: 7, savedAtMs: 8 }, open),
  };
}

/** How an object that was changed, cut or put elsewhere is refused. */
export const OBJECT_REFUSALS: readonly ErrorCode[] = [
  "OBJECT_MALFORMED",
  "SUITE_UNKNOWN",
  "SIGNATURE_WRONG",
  "CONTEXT_WRONG",
  "CIPHERTEXT_DAMAGED",
  "STREAM_TRUNCATED",
  "UNLOCK_REFUSED",
  "KDF_REFUSED",
];

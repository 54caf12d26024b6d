import * as v from "valibot";
import { asSealed, type Bytes, concat, type Sealed, u32 } from "../bytes.ts";
import { encodeCbor, parseCbor } from "../cbor.ts";
import { AppError } from "../errors.ts";
import { idBytes, type NodeId, type SpaceId } from "../ids.ts";
import { deriveGcmKey } from "./derive.ts";
import { checkFields, integerField, SUITE, timeField } from "./fields.ts";
import { type GcmKey, openWithNonce, sealWithNonce } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import { META_BLOCK_BYTES, parseMetaGeneration } from "./meta-form.ts";
import { type NodeName, parseName } from "./names.ts";
import { pad, unpad } from "./padding.ts";
import type { SpaceKey } from "./space-key.ts";
import { CONTENT_MAX_BYTES } from "./stream-header.ts";

/** What a file or folder is called and like, in one piece, so that no part can be swapped for another's (A28). */
export interface NodeMeta {
  readonly name: NodeName;
  /** `folder` or a media type. */
  readonly type: string;
  /** Length of the content; 0 for a folder. */
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}

/** Where metadata belongs; opening it elsewhere fails. */
export interface MetaContext {
  readonly spaceKey: SpaceKey;
  readonly space: SpaceId;
  readonly generation: number;
  readonly node: NodeId;
  /** null at the top of the space. */
  readonly parent: NodeId | null;
  readonly revision: number;
}

const GENERATION_BYTES = 4;
/** RFC 6838, section 4.2, at most 127 B in all. */
const MEDIA_TYPE = /^(?=.{1,127}$)[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

const metaSchema = v.strictTuple([
  v.string(),
  v.pipe(
    v.string(),
    v.check((type) => type === "folder" || MEDIA_TYPE.test(type)),
  ),
  integerField(0, CONTENT_MAX_BYTES),
  timeField,
]);

/**
 * Seals metadata: `u32 generation || nonce 12 B || ciphertext || tag 16 B`, padded so that its length tells little of the name's.
 * @throws NAME_INVALID, OBJECT_MALFORMED for metadata that could not be read again
 */
export async function sealMeta(input: MetaContext & { meta: NodeMeta }): Promise<Sealed> {
  const { name, type, sizeBytes, modifiedAtMs } = input.meta;
  const fields = encodeCbor([name, type, sizeBytes, modifiedAtMs]);
  parseMeta(fields);
  const sealed = await sealWithNonce(await metaKeyOf(input), metaAad(input), pad(fields, META_BLOCK_BYTES));
  return asSealed(concat(u32(input.generation), sealed));
}

/**
 * Opens metadata and checks the name again.
 * @throws CONTEXT_WRONG when it is of another generation; CIPHERTEXT_DAMAGED when it belongs to another node, place or
 * revision or was changed; OBJECT_MALFORMED, NAME_INVALID when a member sealed nonsense
 */
export async function openMeta(input: MetaContext & { wire: Bytes }): Promise<NodeMeta> {
  if (parseMetaGeneration(input.wire) !== input.generation) throw new AppError("CONTEXT_WRONG");
  const padded = await openWithNonce(
    await metaKeyOf(input),
    metaAad(input),
    input.wire.slice(GENERATION_BYTES),
  );
  return parseMeta(unpad(padded, META_BLOCK_BYTES));
}

function parseMeta(fields: Bytes): NodeMeta {
  const [name, type, sizeBytes, modifiedAtMs] = checkFields(metaSchema, parseCbor(fields));
  return { name: parseName(name), type, sizeBytes, modifiedAtMs };
}

const metaKeyOf = ({ spaceKey, node }: MetaContext): Promise<GcmKey> =>
  deriveGcmKey({ key: spaceKey, salt: idBytes(node), label: LABELS.meta });

function metaAad({ space, generation, node, parent, revision }: MetaContext): Bytes {
  const parentBytes = parent === null ? null : idBytes(parent);
  return concat(
    domain(LABELS.meta),
    encodeCbor([SUITE, idBytes(space), generation, idBytes(node), parentBytes, revision]),
  );
}

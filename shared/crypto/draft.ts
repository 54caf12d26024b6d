import { type Bytes, concat, type Plain, type Sealed } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { idBytes, type NodeId, type SpaceId } from "../ids.ts";
import { deriveGcmKey } from "./derive.ts";
import { SUITE } from "./fields.ts";
import { type GcmKey, openWithNonce, sealWithNonce } from "./gcm.ts";
import { domain, LABELS } from "./hash.ts";
import type { SpaceKey } from "./space-key.ts";

/** Which document's unsaved work a draft is; opening it as another's fails. */
export interface DraftContext {
  readonly spaceKey: SpaceKey;
  readonly space: SpaceId;
  readonly generation: number;
  readonly node: NodeId;
  /** Number of the version that was being edited. */
  readonly baseVersion: number;
  readonly savedAtMs: number;
}

type KeyContext = Pick<DraftContext, "spaceKey" | "node">;
type SealDraft = (input: Omit<DraftContext, keyof KeyContext> & { bytes: Plain }) => Promise<Sealed>;

/**
 * What seals unsaved work of a document for this browser's disk (docs/format.md, Draft at rest) later on, also when the space's key
 * is wiped meanwhile.
 * @throws LOCKED when it was before
 */
export async function createDraftSealer(context: KeyContext): Promise<SealDraft> {
  const key = await draftKeyOf(context);
  return (input) => sealWithNonce(key, draftAad({ ...context, ...input }), input.bytes);
}

/**
 * Opens a draft.
 * @throws OBJECT_MALFORMED; CIPHERTEXT_DAMAGED when it is another document's or was changed
 */
export const openDraft = async (input: DraftContext & { wire: Bytes }): Promise<Plain> =>
  openWithNonce(await draftKeyOf(input), draftAad(input), input.wire);

const draftKeyOf = ({ spaceKey, node }: KeyContext): Promise<GcmKey> =>
  deriveGcmKey({ key: spaceKey, salt: idBytes(node), label: LABELS.draft });

const draftAad = ({
  space,
  generation,
  node,
  baseVersion,
  savedAtMs,
}: Omit<DraftContext, "spaceKey">): Bytes =>
  concat(
    domain(LABELS.draft),
    encodeCbor([SUITE, idBytes(space), generation, idBytes(node), baseVersion, savedAtMs]),
  );

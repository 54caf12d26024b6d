import type { Bytes } from "../bytes.ts";
import { encodeCbor } from "../cbor.ts";
import { hash, LABELS } from "./hash.ts";

export const GROUP_NAME_SALT_BYTES = 16;

/** What the log commits to instead of a group's name. */
export interface GroupName {
  /** 16 random bytes, so that nobody can try out names against the commitment. */
  readonly salt: Bytes;
  /** As a person's: shared/crypto/profile.ts, parsePersonName. */
  readonly name: string;
}

/** `hash("strongroom/1/group-name", CBOR[salt, name])`, 32 B. */
export const commitGroupName = async ({ salt, name }: GroupName): Promise<Bytes> =>
  hash(LABELS.groupName, encodeCbor([salt, name]));

// What the frozen vectors are made from, and how it is read.
import { type Bytes, parseBase64Url, toBase64Url } from "../../shared/bytes.ts";
import type { FileKey } from "../../shared/crypto/file-key.ts";
import { deriveIdentity, type Identity, parseRootSeed } from "../../shared/crypto/identity.ts";
import type { KitSecret } from "../../shared/crypto/kit.ts";
import type { LoginSeed } from "../../shared/crypto/login.ts";
import { parseNodeId, parseSpaceId } from "../../shared/ids.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Row = Readonly<Record<string, Json>>;

/** Deterministic filler, so that inputs are recognisable: 00 01 02 … from a start. */
export const run = (length: number, start: number): string =>
  toBase64Url(Uint8Array.from({ length }, (_, i) => (start + i) & 0xff));

export const SEED = run(32, 0x10);
export const SPACE_KEY = run(32, 0x40);
export const FILE_KEY = run(32, 0x60);
export const SPACE = run(32, 0x80);
export const HEAD = run(32, 0xa0);
export const NODE = run(16, 0xc0);
export const PARENT = run(16, 0xd0);
export const USER = run(16, 0xe0);
export const SESSION = run(16, 0xf0);
export const TIME_MS = 1_790_000_000_000;

export const bytes = parseBase64Url;
export const text = (value: Bytes): string => toBase64Url(value);
export const identityOf = (seed: string): Promise<Identity> => deriveIdentity(parseRootSeed(bytes(seed)));
/** Secrets whose brand only their own maker gives. */
export const fileKeyOf = (value: string): FileKey => bytes(value) as FileKey;
export const kitOf = (value: string): KitSecret => bytes(value) as KitSecret;
export const loginSeedOf = (value: string): LoginSeed => bytes(value) as LoginSeed;

export const place = { space: SPACE, generation: 3, node: NODE };
export const placeOf = (input: { space: string; generation: number; node: string }) => ({
  space: parseSpaceId(input.space),
  generation: input.generation,
  node: parseNodeId(input.node),
});

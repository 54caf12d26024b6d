import { asPlain, type Bytes, type Plain } from "../bytes.ts";
import { AppError } from "../errors.ts";
import type { Argon2Cost } from "./slot-params.ts";

// Argon2id by the reference implementation, compiled to WebAssembly with SIMD. Only the module of the package is used: the
// code around it counts a passphrase in UTF-16 units where the module wants bytes, so all but ASCII would be cut off.

/** What the module exports; pointers are offsets in its memory. */
interface Argon2Module {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(lengthBytes: number): number;
  argon2_hash(
    ...input: [
      passes: number,
      memoryKiB: number,
      lanes: number,
      password: number,
      passwordBytes: number,
      salt: number,
      saltBytes: number,
      hash: number,
      hashBytes: number,
      encoded: number,
      encodedBytes: number,
      type: number,
      version: number,
    ]
  ): number;
}

/** Browsers and Node make modules of bytes; workerd, whose types this file meets too, does not. */
interface Compiler {
  instantiate(bytes: Bytes, imports: object): Promise<{ instance: { exports: unknown } }>;
}

const TYPE_ID = 2;
const VERSION = 0x13;
const NOTHING = 0;
const HASH_BYTES = 32;

/**
 * Stretches a password (any number of bytes) to 32 bytes. Its memory is the instance's own and goes with it; the password
 * and the result do not wait in it for that.
 * @throws INTERNAL when there is not as much memory
 */
export async function argon2id(password: Bytes, salt: Bytes, cost: Argon2Cost): Promise<Plain> {
  const module = await start();
  const [passwordAt, saltAt, hashAt] = [put(module, password), put(module, salt), module.malloc(HASH_BYTES)];
  const problem = module.argon2_hash(
    ...[cost.passes, cost.memoryKiB, cost.lanes],
    ...[passwordAt, password.length, saltAt, salt.length, hashAt, HASH_BYTES],
    ...[NOTHING, 0, TYPE_ID, VERSION],
  );
  const memory = new Uint8Array(module.memory.buffer);
  const hash = asPlain(memory.slice(hashAt, hashAt + HASH_BYTES));
  memory.fill(0, passwordAt, passwordAt + password.length).fill(0, hashAt, hashAt + HASH_BYTES);
  if (problem !== 0) throw new AppError("INTERNAL");
  return hash;
}

/** Loaded when it is asked for: the scripts that stretch nothing do not carry it. */
async function start(): Promise<Argon2Module> {
  const { default: bytes } = await import("@phi-ag/argon2/argon2.wasm");
  const { instance } = await (WebAssembly as unknown as Compiler).instantiate(bytes, {});
  const module = instance.exports as Argon2Module;
  module._initialize();
  return module;
}

function put(module: Argon2Module, bytes: Bytes): number {
  const at = module.malloc(bytes.length);
  new Uint8Array(module.memory.buffer).set(bytes, at);
  return at;
}

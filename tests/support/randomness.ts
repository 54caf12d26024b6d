import { createHash } from "node:crypto";

/**
 * Runs `make` with `crypto.getRandomValues` replaced by bytes that `seed` always gives: block i is SHA-256(seed || i).
 * For frozen vectors only. What the runtime draws inside native code is not reached.
 */
export async function withRandomness<Result>(seed: string, make: () => Promise<Result>): Promise<Result> {
  const genuine = crypto.getRandomValues;
  let stream = Buffer.alloc(0);
  let blocks = 0;
  const take = (length: number): Buffer => {
    while (stream.length < length) {
      const block = createHash("sha256").update(`${seed}${blocks++}`).digest();
      stream = Buffer.concat([stream, block]);
    }
    const taken = stream.subarray(0, length);
    stream = stream.subarray(length);
    return taken;
  };
  crypto.getRandomValues = (array) => {
    if (array) new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(take(array.byteLength));
    return array;
  };
  try {
    return await make();
  } finally {
    crypto.getRandomValues = genuine;
  }
}

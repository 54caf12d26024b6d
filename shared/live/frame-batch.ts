import { type Bytes, equalBytes } from "../bytes.ts";
import { LABELS } from "../crypto/hash.ts";
import { SIGNATURE_BYTES, verifySigned } from "../crypto/verify.ts";
import { AppError } from "../errors.ts";
import type { UserId } from "../ids.ts";
import { FRAME_MAX_BYTES, type Frame, hashFrame, readFrame } from "./frame-check.ts";

/** What a frame says of itself, believed by nobody yet. */
interface Unproven {
  readonly wire: Bytes;
  readonly frame: Frame;
}

type SignPublicOf = (author: UserId) => Bytes | undefined;

/**
 * The same as `parseFrame` for many at once; null for what does not hold. A signature holds for the frames before it on its
 * connection as well, for each is named by the next one with its hash: so the last one of a connection is enough.
 */
export async function parseFrames(
  wires: readonly Bytes[],
  signPublicOf: SignPublicOf,
): Promise<(Frame | null)[]> {
  const all = await Promise.all(wires.map((wire) => read(wire).catch(nullIfRefused)));
  const there = all.filter((unproven) => unproven !== null);
  const lines = Map.groupBy(there, ({ frame }) => `${frame.author} ${frame.connection}`);
  const proven = await Promise.all([...lines.values()].map((line) => prove(line, signPublicOf)));
  const frames = new Set(proven.flat());
  return all.map((unproven) => (unproven && frames.has(unproven) ? unproven.frame : null));
}

/** Those of one author's connection that are his, from the last to the first. */
async function prove(line: readonly Unproven[], signPublicOf: SignPublicOf): Promise<Unproven[]> {
  const proven: Unproven[] = [];
  let named: Bytes | null = null;
  for (const unproven of line.toSorted((one, other) => other.frame.clock - one.frame.clock)) {
    const { hash, prev } = unproven.frame;
    const isNamed: boolean = named !== null && equalBytes(named, hash);
    if (!isNamed && !(await isSigned(unproven, signPublicOf))) continue;
    proven.push(unproven);
    named = prev;
  }
  return proven;
}

async function isSigned({ wire, frame }: Unproven, signPublicOf: SignPublicOf): Promise<boolean> {
  const signPublic = signPublicOf(frame.author);
  if (!signPublic) return false;
  return (await verifySigned(LABELS.frame, signPublic, wire).catch(nullIfRefused)) !== null;
}

async function read(wire: Bytes): Promise<Unproven> {
  if (wire.length > FRAME_MAX_BYTES) throw new AppError("OBJECT_MALFORMED");
  const frame = readFrame(wire.slice(SIGNATURE_BYTES));
  return { wire, frame: { ...frame, hash: await hashFrame(wire) } };
}

/** For what somebody else may have made up. @throws what is a fault of one's own */
export function nullIfRefused(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}

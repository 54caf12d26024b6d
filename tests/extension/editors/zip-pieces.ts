/** Takes packages apart and puts them together otherwise: what mallory does, and what honest writers do that fflate does not. */
import type { Bytes } from "../../../shared/bytes.ts";
import { CENTRAL, changed, END, headerAt } from "./packages.ts";

interface Pieces {
  readonly locals: Bytes;
  readonly directory: Bytes;
  readonly end: Bytes;
}

export const joined = (...pieces: readonly Uint8Array[]): Bytes =>
  new Uint8Array(pieces.flatMap((piece) => [...piece]));

export function piecesOf(bytes: Bytes): Pieces {
  const directory = headerAt(bytes, CENTRAL);
  const end = headerAt(bytes, END);
  return {
    locals: bytes.slice(0, directory),
    directory: bytes.slice(directory, end),
    end: bytes.slice(end),
  };
}

/** The same directory for entries that stand `by` bytes further back in the file. */
export function movedBy(directory: Bytes, by: number): Bytes {
  return changed(directory, (view) => {
    for (let at = 0; at < directory.length; ) {
      view.setUint32(at + 42, view.getUint32(at + 42, true) + by, true);
      at += 46 + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
    }
  });
}

/** An end record for a directory that begins at `start`, with a comment of that length. */
export const endFor = (end: Bytes, start: number, commentBytes = 0): Bytes =>
  changed(end, (view) => {
    view.setUint32(16, start, true);
    view.setUint16(20, commentBytes, true);
  });

const STRAY = new Uint8Array(1);

/**
 * One file that is two packages: good for whoever takes the first end record, evil for whoever takes the last.
 * Both directories stand before the first end record; its comment holds the last one and a stray byte.
 */
export function hiddenInFront(good: Bytes, evil: Bytes): Bytes {
  const [g, e] = [piecesOf(good), piecesOf(evil)];
  const evilAt = g.locals.length + e.locals.length;
  const evilDirectory = movedBy(e.directory, g.locals.length);
  const goodEnd = endFor(g.end, evilAt + evilDirectory.length, e.end.length + 1);
  return joined(g.locals, e.locals, evilDirectory, g.directory, goodEnd, endFor(e.end, evilAt), STRAY);
}

/** The same, but the evil directory and its end record lie in the comment of the first end record, with a stray byte. */
export function hiddenInComment(good: Bytes, evil: Bytes): Bytes {
  const [g, e] = [piecesOf(good), piecesOf(evil)];
  const goodAt = g.locals.length + e.locals.length;
  const evilDirectory = movedBy(e.directory, g.locals.length);
  const goodEnd = endFor(g.end, goodAt, evilDirectory.length + e.end.length + 1);
  const evilAt = goodAt + g.directory.length + goodEnd.length;
  return joined(g.locals, e.locals, g.directory, goodEnd, evilDirectory, endFor(e.end, evilAt), STRAY);
}

/** The pieces as one file whose end record tells the truth about where the directory is and how long. */
export function rebuilt({ locals, directory, end }: Pieces, front: Bytes = new Uint8Array()): Bytes {
  const honest = changed(endFor(end, front.length + locals.length), (view) =>
    view.setUint32(12, directory.length, true),
  );
  const moved = front.length === 0 ? directory : movedBy(directory, front.length);
  return joined(front, locals, moved, honest);
}

interface Descriptor {
  readonly hasSignature: boolean;
  readonly sizeBytes: 4 | 8;
}

function descriptorOf(row: DataView, { hasSignature, sizeBytes }: Descriptor): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 + 2 * sizeBytes));
  view.setUint32(0, 0x08074b50, true);
  for (const [i, field] of [16, 20, 24].entries())
    view.setUint32([4, 8, 8 + sizeBytes][i] ?? 0, row.getUint32(field, true), true);
  return new Uint8Array(view.buffer).subarray(hasSignature ? 0 : 4);
}

/** The package as a program writes it that cannot go back: local headers without sizes, which follow the data. */
export function withDescriptors(bytes: Bytes, descriptor: Descriptor): Bytes {
  const { locals, directory, end } = piecesOf(bytes);
  const starts: number[] = [];
  const rows = changed(directory, (view) => {
    for (let at = 0; at < directory.length; at += 46 + view.getUint16(at + 28, true)) {
      view.setUint16(at + 8, view.getUint16(at + 8, true) | 8, true);
      starts.push(at);
    }
  });
  const view = new DataView(rows.buffer);
  const written: Uint8Array[] = [];
  for (const [i, row] of starts.entries()) {
    const next = starts[i + 1];
    const from = view.getUint32(row + 42, true);
    const entry = locals.slice(from, next === undefined ? undefined : view.getUint32(next + 42, true));
    const header = changed(entry, (local) => {
      local.setUint16(6, local.getUint16(6, true) | 8, true);
      for (const field of [14, 18, 22]) local.setUint32(field, 0, true);
    });
    view.setUint32(row + 42, joined(...written).length, true);
    written.push(header, descriptorOf(new DataView(rows.buffer, row), descriptor));
  }
  return rebuilt({ locals: joined(...written), directory: rows, end });
}

import { open, readdir } from "node:fs/promises";
import { join, relative } from "node:path";

/** Looks for secrets where they must not be, in every spelling in which they could lie there. */

/** Chunks are read over one another by this much, so that nothing hides on a border. */
const OVERLAP_BYTES = 4096;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** A secret as bytes: UTF-8, UTF-16 both ways, hex, and base64 and base64url at each of the three places in a group. */
export function spellings(secret: string): Map<string, Buffer> {
  const utf8 = Buffer.from(secret, "utf8");
  const utf16 = Buffer.from(secret, "utf16le");
  const spelled = new Map<string, Buffer>([
    ["UTF-8", utf8],
    ["UTF-16LE", utf16],
    ["UTF-16BE", Buffer.from(utf16).swap16()],
    ["hex", Buffer.from(utf8.toString("hex"))],
    ["HEX", Buffer.from(utf8.toString("hex").toUpperCase())],
  ]);
  for (const place of [0, 1, 2]) {
    for (const spelling of ["base64", "base64url"] as const) {
      const text = Buffer.concat([Buffer.alloc(place), utf8]).toString(spelling);
      // The first and last characters depend on the bytes around
      spelled.set(
        `${spelling} at ${place}`,
        Buffer.from(text.replaceAll("=", "").slice(place === 0 ? 0 : 4, -2)),
      );
    }
  }
  return spelled;
}

/** Finds a secret in bytes; gives how it was spelled, or null. */
export function findIn(bytes: Buffer, secrets: readonly string[]): string | null {
  for (const secret of secrets)
    for (const [spelling, wanted] of spellings(secret))
      if (bytes.includes(wanted)) return `“${secret}” as ${spelling}`;
  return null;
}

/** Every finding in every file below a folder, each as "file: secret". */
export async function findInFolder(folder: string, secrets: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const findings: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const found = findIn(Buffer.from(entry.name), secrets) ?? (await findInFile(path, secrets));
    if (found !== null) findings.push(`${relative(folder, path)}: ${found}`);
  }
  return findings;
}

async function findInFile(path: string, secrets: readonly string[]): Promise<string | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null; // a running program has removed it
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES + OVERLAP_BYTES);
    for (let at = 0; ; at += CHUNK_BYTES) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      const found = findIn(chunk.subarray(0, bytesRead), secrets);
      if (found !== null || bytesRead < chunk.length) return found;
    }
  } finally {
    await file.close();
  }
}

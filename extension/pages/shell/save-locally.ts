/** How long a browser may take to begin reading a download before its bytes are let go. */
const RELEASE_AFTER_MS = 60_000;

/** Hands what is in memory to the browser as a download. It leaves no trace but the file that the person asked for. */
export function saveLocally(name: string, type: string, parts: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS);
}

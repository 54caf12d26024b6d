const decoder = new TextDecoder("utf-8", { fatal: true });

/** True when the bytes are UTF-8 and well-formed XML, namespaces included, to the browser's own parser. */
export function isWellFormed(bytes: Uint8Array): boolean {
  try {
    const parsed = new DOMParser().parseFromString(decoder.decode(bytes), "application/xml");
    return parsed.getElementsByTagName("parsererror").length === 0;
  } catch {
    return false;
  }
}

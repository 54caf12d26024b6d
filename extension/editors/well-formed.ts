import { SaxesParser } from "saxes";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** True when the bytes are UTF-8 and well-formed XML, namespaces included: to the browser's own parser, which threads have not. */
export function isWellFormed(bytes: Uint8Array): boolean {
  try {
    const source = decoder.decode(bytes);
    return typeof DOMParser === "undefined" ? isSoundToSaxes(source) : isSoundToBrowser(source);
  } catch {
    return false;
  }
}

function isSoundToBrowser(source: string): boolean {
  const parsed = new DOMParser().parseFromString(source, "application/xml");
  return parsed.getElementsByTagName("parsererror").length === 0;
}

/** @throws Error when it is not */
function isSoundToSaxes(source: string): true {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (cause) => {
    throw cause;
  });
  parser.write(source).close();
  return true;
}

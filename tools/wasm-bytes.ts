import { readFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";

/** Where nothing is built, a `.wasm` file that is imported is its bytes, too: in tests, and in Node. */

const SUFFIX = ".wasm";
const { resolve } = createRequire(import.meta.url);

function moduleOf(path: string): string {
  const text = JSON.stringify(readFileSync(path).toString("base64"));
  return `export default Uint8Array.from(atob(${text}), (sign) => sign.charCodeAt(0));`;
}

/** For vitest. */
export const wasmBytes = {
  name: "wasm-bytes",
  enforce: "pre",
  resolveId: (source: string) => (source.endsWith(SUFFIX) ? `\0${resolve(source)}.js` : null),
  load: (id: string) =>
    id.startsWith("\0") && id.endsWith(`${SUFFIX}.js`) ? moduleOf(id.slice(1, -".js".length)) : null,
} as const;

/** For scripts that Node runs; whatever is imported afterwards. */
export function loadWasmAsBytes(): void {
  registerHooks({
    load: (url, context, next) =>
      url.endsWith(SUFFIX)
        ? { format: "module", shortCircuit: true, source: moduleOf(new URL(url).pathname) }
        : next(url, context),
  });
}

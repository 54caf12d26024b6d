import { registerHooks } from "node:module";
import { loadWasmAsBytes } from "../wasm-bytes.ts";

/**
 * Lets one Node process be the browsers of several people: what is imported as `…?of=bob` gets modules, and so keys,
 * sessions and storage, of its own, as far as its imports reach within this tree. The browser's API is one in memory.
 */

const STAND_IN = new URL("../../tests/support/memory-browser.ts", import.meta.url).href;
const ROOT = new URL("../../", import.meta.url).href;

const isOurs = (url: string): boolean => url.startsWith(ROOT) && !url.includes("/node_modules/");

export function giveEverybodyOwnModules(): void {
  loadWasmAsBytes();
  registerHooks({
    resolve(specifier, context, next) {
      const found = specifier === "webextension-polyfill" ? STAND_IN : specifier;
      const resolved = next(found, context);
      const person = context.parentURL ? new URL(context.parentURL).search : "";
      const isPersonal = person.startsWith("?of=") && isOurs(resolved.url);
      return isPersonal ? { ...resolved, url: resolved.url.split("?")[0] + person } : resolved;
    },
  });
}

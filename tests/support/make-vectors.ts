// Writes the vectors that do not exist yet: node tests/support/make-vectors.ts
// A vector that exists is never written again. Bytes that changed are a new format: another suite, another file.
import { existsSync, writeFileSync } from "node:fs";
import { loadWasmAsBytes } from "../../tools/wasm-bytes.ts";
import { RECIPES } from "./vector-recipes.ts";

loadWasmAsBytes();

for (const [name, recipe] of Object.entries(RECIPES)) {
  const path = new URL(`../vectors/${name}.json`, import.meta.url);
  if (existsSync(path)) continue;
  const cases = [];
  for (const input of recipe.inputs) cases.push({ input, output: await recipe.make(input as never) });
  writeFileSync(path, `${JSON.stringify(cases, null, 1)}\n`);
  console.log(`tests/vectors/${name}.json`);
}

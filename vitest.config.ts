import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quiet } from "./tools/quiet.ts";
import { CountsReporter } from "./tools/vitest-counts.ts";
import { LongestFirst } from "./tools/vitest-order.ts";
import { wasmBytes } from "./tools/wasm-bytes.ts";

Object.assign(process.env, quiet);
// Each file gets a process of its own: without it each compiles vitest, wrangler and the rest anew, for a second and more.
process.env.NODE_COMPILE_CACHE ??= new URL("./node_modules/.cache/node", import.meta.url).pathname;

const MIGRATIONS = "worker/db/migrations";
const memoryBrowser = new URL("./tests/support/memory-browser.ts", import.meta.url).pathname;

/**
 * What every project without a browser has in common. Left to itself vitest keeps a core for itself: of two, half the
 * machine. The patience is for a machine that is busy; a test that passes does not pay for it.
 */
const beside = {
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** Runs inside workerd, with the real bindings of wrangler.toml and the migrations at hand. */
const workerd = cloudflareTest(async () => ({
  wrangler: { configPath: "./wrangler.toml" },
  remoteBindings: false,
  miniflare: {
    compatibilityFlags: ["nodejs_compat"],
    bindings: { TEST_MIGRATIONS: existsSync(MIGRATIONS) ? await readD1Migrations(MIGRATIONS) : [] },
  },
}));

export default defineConfig({
  test: {
    passWithNoTests: true,
    reporters: ["default", new CountsReporter()],
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...beside, name: "tree", include: ["tests/*.test.ts", "tests/tools/**/*.test.ts"] } },
      {
        plugins: [wasmBytes],
        test: { ...beside, name: "shared", include: ["tests/{shared,vectors}/**/*.test.ts"] },
      },
      {
        plugins: [workerd],
        test: { ...beside, name: "worker", include: ["tests/worker/**/*.test.ts"] },
      },
      {
        // The polyfill throws outside an extension: tests get a memory-backed browser instead.
        plugins: [wasmBytes],
        resolve: { alias: { "webextension-polyfill": memoryBrowser } },
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          ...beside,
          name: "extension",
          environment: "happy-dom",
          include: ["tests/extension/**/*.test.{ts,tsx}"],
        },
      },
      {
        plugins: [wasmBytes],
        resolve: { alias: { "webextension-polyfill": memoryBrowser } },
        test: { ...beside, name: "integration", include: ["tests/integration/**/*.test.ts"] },
      },
      {
        plugins: [wasmBytes],
        resolve: { alias: { "webextension-polyfill": memoryBrowser } },
        test: { ...beside, name: "attacks", include: ["tests/attacks/**/*.test.ts"] },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Never beside other projects: browsers get the machine to themselves. Three files at a time, on two cores too,
          // since half of the time each waits: for a delay of the product, or for a portal that is cut off.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

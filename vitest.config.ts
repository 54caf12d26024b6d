import { existsSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { quiet } from "./tools/quiet.ts";
import { CountsReporter } from "./tools/vitest-counts.ts";

Object.assign(process.env, quiet);

const MIGRATIONS = "worker/db/migrations";
const memoryBrowser = new URL("./tests/support/memory-browser.ts", import.meta.url).pathname;

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
    projects: [
      { test: { name: "tree", include: ["tests/*.test.ts", "tests/tools/**/*.test.ts"] } },
      { test: { name: "shared", include: ["tests/{shared,vectors}/**/*.test.ts"] } },
      { plugins: [workerd], test: { name: "worker", include: ["tests/worker/**/*.test.ts"] } },
      {
        // The polyfill throws outside an extension: tests get a memory-backed browser instead.
        resolve: { alias: { "webextension-polyfill": memoryBrowser } },
        oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
        test: {
          name: "extension",
          environment: "happy-dom",
          include: ["tests/extension/**/*.test.{ts,tsx}"],
        },
      },
      {
        resolve: { alias: { "webextension-polyfill": memoryBrowser } },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: { alias: { "webextension-polyfill": memoryBrowser } },
        test: {
          name: "attacks",
          include: ["tests/attacks/**/*.test.ts"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One file at a time, and never beside other projects: browsers get the machine to themselves.
          fileParallelism: false,
        },
      },
    ],
  },
});

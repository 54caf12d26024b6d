// npm run build [-- chrome|firefox] [--strict]
// Builds the extensions, their archives, the portal's files and the Worker into dist/.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Target } from "../extension/manifest.ts";
import { archive } from "./build/archive.ts";
import { buildExtension, missingParts, productVersion } from "./build/extension.ts";
import { buildSite } from "./build/site.ts";
import { writeStamp } from "./build/stamp.ts";
import { quiet } from "./quiet.ts";

const ALL_TARGETS: readonly Target[] = ["chrome", "firefox"];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { strict: { type: "boolean", default: false } },
});

const missing = missingParts();
if (missing.length > 0) console.warn(`Not written yet: ${missing.join(", ")}`);
if (missing.length > 0 && values.strict) process.exit(1);

const version = await productVersion();
const targets = ALL_TARGETS.filter((target) => positionals.length === 0 || positionals.includes(target));
await Promise.all(targets.map((target) => buildExtension(target, version)));
for (const target of targets) {
  const sizeBytes = await archive(`dist/${target}`, `dist/strongroom-${target}.zip`);
  console.log(`dist/${target} and its archive of ${(sizeBytes / 1_000_000).toFixed(1)} MB`);
}
await buildSite();
if (existsSync("worker/index.ts")) buildWorker();
if (targets.length === ALL_TARGETS.length) await writeStamp();

function buildWorker(): void {
  const { status } = spawnSync("wrangler", ["deploy", "--dry-run", "--outdir", "dist/worker"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...quiet },
  });
  if (status !== 0) process.exit(status ?? 1);
}

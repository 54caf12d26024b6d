// npm run deploy: puts the Worker, its pages and its database on the platform, after the checks.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { quiet } from "./quiet.ts";

const NO_DATABASE = /database_id = "[0-]+"/;

if (NO_DATABASE.test(readFileSync("wrangler.toml", "utf8"))) {
  console.error(
    "wrangler.toml names no database yet. Once: `npx wrangler d1 create strongroom`, put its id there, and\n" +
      "`npx wrangler r2 bucket create strongroom-blobs`; then run npm run deploy again.",
  );
  process.exit(1);
}
run("npm", "run", "check");
run("npm", "run", "build", "--", "--strict");
// First the tables, then the code that needs them: migrations only ever add.
run("wrangler", "d1", "migrations", "apply", "DB", "--remote");
run("wrangler", "deploy");

function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...quiet } });
  if (status !== 0) process.exit(status ?? 1);
}

import { afterAll, expect, it } from "vitest";
import { type LastingServer, startLastingServer } from "../support/lasting-server.ts";

/** Three starts share the cores of a small machine. */
const PATIENCE_MS = 180_000;

const started: LastingServer[] = [];
afterAll(() => Promise.all(started.map((server) => server.kill())));

it(
  "portals that are started at the same moment all answer",
  async () => {
    const starts = Array.from({ length: 3 }, async () => started.push(await startLastingServer()));
    await Promise.allSettled(starts);
    const answers = await Promise.all(started.map(async ({ url }) => (await fetch(`${url}/api/health`)).ok));
    expect(answers).toEqual([true, true, true]);
  },
  PATIENCE_MS,
);

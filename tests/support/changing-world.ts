import { expect } from "vitest";
import { PASSPHRASE } from "./extension-world.ts";
import { joinersBrowser, ownersBrowser, type PersonsBrowser } from "./five-browsers.ts";
import { LyingServer } from "./lying-server.ts";
import { startServer, type TestServer } from "./server.ts";

/** People who change how they unlock, at a portal that can be taken away. */

const NEXT = "copper meadow seventeen otters";
export const old = { kind: "passphrase", secret: PASSPHRASE } as const;
export const next = { kind: "passphrase", secret: NEXT } as const;

export interface Newcomer extends PersonsBrowser {
  readonly email: string;
}

export interface ChangingWorld {
  readonly server: TestServer;
  readonly liar: LyingServer;
  readonly alice: PersonsBrowser;
  /** Somebody new, in the browser that he came with. */
  newcomer(): Promise<Newcomer>;
  /** As if the portal were out of reach, until the liar repents. */
  takePortalAway(): void;
  /** What arrives next changes things, and no answer comes, to that or anything else. */
  breakOff(): void;
  close(): Promise<void>;
}

export async function changingWorld(): Promise<ChangingWorld> {
  const server = await startServer();
  const liar = new LyingServer();
  const alice = await ownersBrowser(server);
  await alice.keepUp(alice.origin);
  let people = 0;
  const takePortalAway = () => {
    for (const name of ["getPortal", "createChallenge", "createSession", "changeLogins"] as const)
      liar.lose(name);
  };
  return {
    ...{ server, liar, alice, takePortalAway },
    async newcomer() {
      const name = `Bob${++people}`;
      const { link } = await alice.invite({ origin: alice.origin, type: "RoomAdmin", days: 1 });
      const browser = await joinersBrowser(server, link, name);
      return { ...browser, email: `${name.toLowerCase()}@example.com` };
    },
    breakOff() {
      liar.lie("changeLogins", () => {
        takePortalAway();
        throw new TypeError("network");
      });
    },
    async close() {
      liar.close();
      await server.close();
    },
  };
}

export const isAtWork = async (browser: PersonsBrowser): Promise<boolean> =>
  (await browser.openPersonalSpace(browser.origin)).spaceKeys.size === 1 &&
  (await browser.listDevices(browser.origin)).length > 0;

/** A kit as printed, and its groups as they are asked for. */
export async function beginKit(
  browser: PersonsBrowser,
  current: { kind: "passphrase" | "kit"; secret: string },
) {
  const { kit, askedGroups } = await browser.beginNewKit({ origin: browser.origin, current });
  return { kit, groups: Object.fromEntries(askedGroups.map((at) => [at, kit.split("-")[at] ?? ""])) };
}

export async function makeNewKit(browser: PersonsBrowser): Promise<string> {
  const { kit, groups } = await beginKit(browser, old);
  expect(await browser.confirmNewKit({ origin: browser.origin, groups })).toBe(true);
  return kit;
}

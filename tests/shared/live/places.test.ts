import { describe, expect, it } from "vitest";
import { CONNECTIONS_EACH_MAX, CONNECTIONS_MAX, placesOfOne } from "../../../shared/live/covers.ts";

/** Takes a place for who has so many. */
const takes = (all: number, own: number): boolean => all < CONNECTIONS_MAX && own < placesOfOne(all);

/** These accounts take all places that they get, one account after the other. Gives how many are left to others. */
function leftAfter(accounts: number): number {
  let all = 0;
  for (let n = 0; n < accounts; n++) for (let own = 0; takes(all, own); own++) all++;
  return CONNECTIONS_MAX - all;
}

/** The same, each taking one in turn. */
function leftInTurn(accounts: number): number {
  let all = 0;
  for (let own = 0; own < CONNECTIONS_EACH_MAX; own++)
    for (let n = 0; n < accounts; n++) if (takes(all, own)) all++;
  return CONNECTIONS_MAX - all;
}

describe("the places of a session", () => {
  it("are many for somebody who is alone", () => {
    expect(leftAfter(1)).toBe(CONNECTIONS_MAX - CONNECTIONS_EACH_MAX);
  });

  it.each([6, 20, 25, 50, 150])("are never all taken by %i accounts that work together", (accounts) => {
    expect(leftAfter(accounts)).toBeGreaterThan(100);
    expect(leftInTurn(accounts)).toBeGreaterThan(100);
  });

  it("are all taken by as many accounts as SECURITY.md says, not by fewer", () => {
    expect([leftAfter(267), leftAfter(268)]).toEqual([1, 0]);
  });

  it("are one for anybody who has none, as long as there are any", () => {
    expect(placesOfOne(CONNECTIONS_MAX - 1)).toBe(1);
  });
});

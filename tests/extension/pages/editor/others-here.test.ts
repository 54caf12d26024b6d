import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PersonHere } from "../../../../extension/live/live-session.ts";
import { lookRound } from "../../../../extension/pages/editor/others-here.ts";
import type { Round } from "../../../../extension/state/look-round.ts";
import { createUserId } from "../../../../shared/ids.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const person = (name: string, details: Pick<PersonHere, "isSelf" | "mayWrite">): PersonHere => ({
  ...{ user: createUserId(), name, color: "#336699", isOther: false },
  ...details,
});
const alice = person("Alice", { isSelf: true, mayWrite: true });

const bob = person("Bob", { isSelf: false, mayWrite: true });

async function seenBeside(...others: readonly PersonHere[]): Promise<Round> {
  const people = () => [alice, ...others];
  const round = lookRound({ status: "live", isOccupied: false, people, onChange: () => () => undefined });
  await vi.runAllTimersAsync();
  return round;
}

/** What alice sees where bob's page answers so late. */
async function seenBesideSlow(bobs: { readonly afterMs: number }, { isOccupied }: { isOccupied: boolean }) {
  const heard = new Set<() => void>();
  let here = [alice];
  setTimeout(() => {
    here = [alice, bob];
    for (const listener of heard) listener();
  }, bobs.afterMs);
  const onChange = (listener: () => void) => {
    heard.add(listener);
    return () => heard.delete(listener);
  };
  const round = lookRound({ status: "live", isOccupied, people: () => here, onChange });
  await vi.runAllTimersAsync();
  return round;
}

describe("who keeps alice from restoring a version", () => {
  it("is whoever may write in the document meanwhile", async () => {
    expect(await seenBeside(bob)).toBe("others");
  });

  it("is nobody who only reads", async () => {
    expect(await seenBeside(person("Carol", { isSelf: false, mayWrite: false }))).toBe("nobody");
  });

  it("is bob, too, whose tab in the background is slow to answer: the portal says that somebody is there", async () => {
    expect(await seenBesideSlow({ afterMs: 10_000 }, { isOccupied: true })).toBe("others");
  });

  it("is nobody of whom the portal says nothing, or whose line is a dead one", async () => {
    expect(await seenBesideSlow({ afterMs: 10_000 }, { isOccupied: false })).toBe("nobody");
    expect(await seenBesideSlow({ afterMs: 3_600_000 }, { isOccupied: true })).toBe("nobody");
  });
});

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

async function seenBeside(...others: readonly PersonHere[]): Promise<Round> {
  const people = () => [alice, ...others];
  const round = lookRound({ status: "live", people, onChange: () => () => undefined });
  await vi.runAllTimersAsync();
  return round;
}

describe("who keeps alice from restoring a version", () => {
  it("is whoever may write in the document meanwhile", async () => {
    expect(await seenBeside(person("Bob", { isSelf: false, mayWrite: true }))).toBe("others");
  });

  it("is nobody who only reads", async () => {
    expect(await seenBeside(person("Carol", { isSelf: false, mayWrite: false }))).toBe("nobody");
  });
});

import { describe, expect, it } from "vitest";
import { LEVELS } from "../../../shared/rights/levels.ts";
import { type KeyPasser, levelsPassingOn, mayPassOn } from "../../../shared/rights/passing-on.ts";

const bob: KeyPasser = { isOwner: false, isAuthor: false, level: null, isStale: false };

describe("the newest key of a room", () => {
  it("is given by its owner, by Room managers, and by who started it, whatever his level is now", () => {
    expect(LEVELS.filter((level) => mayPassOn({ ...bob, level }))).toEqual(["RoomManager"]);
    expect(mayPassOn({ ...bob, isOwner: true })).toBe(true);
    expect(mayPassOn({ ...bob, isAuthor: true, level: "Viewer" })).toBe(true);
  });

  it("is followed by another from whoever could write, when somebody left with it", () => {
    const passing = LEVELS.filter((level) => mayPassOn({ ...bob, level, isStale: true }));
    expect(passing).toEqual(["Editor", "ContentCreator", "RoomManager"]);
    expect(passing).toEqual(levelsPassingOn(true));
  });

  it("comes from nobody who has no level", () => {
    expect([false, true].map((isStale) => mayPassOn({ ...bob, isStale }))).toEqual([false, false]);
  });
});

describe("the newest key of a shared file", () => {
  it("is given by its owner, and followed by another from anybody when somebody left with it", () => {
    const shared = { ...bob, level: "FullAccess" } as const;
    expect(mayPassOn(shared)).toBe(false);
    expect(mayPassOn({ ...shared, isStale: true })).toBe(true);
  });
});

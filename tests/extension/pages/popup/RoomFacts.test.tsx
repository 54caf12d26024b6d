import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPopupStore } from "../../../../extension/state/popup-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { FakePortal } from "../../../support/fake-portal.ts";
import { memory } from "../../../support/memory-browser.ts";
import { objections } from "../../../support/page-axe.ts";
import { draw, origin, PLANS, says, text } from "../../../support/popup-views.tsx";
import { button, clear, click, find } from "../../../support/show.tsx";
import { until } from "../../../support/until.ts";

beforeEach(() => memory.reset());
afterEach(clear);

const size = (): string => find("[data-testid=room-size]").textContent ?? "";

/** Alice looks at a room of Bob's that she is not in. */
async function fromOutside(readRoomSize: () => Promise<number>): Promise<void> {
  const portal = new FakePortal("alice", [{ title: "Plans", owner: "bob", level: null }]);
  const store = createPopupStore(origin, { ...portal.core, readRoomSize });
  await store.people.load();
  store.open({ ...PLANS, section: "more" });
  draw(store);
  await says("Size");
}

describe("a room that one is not in", () => {
  it("says who owns it, when it was made and changed, and about how big it is", async () => {
    let tell = (_bytes: number): void => undefined;
    await fromOutside(() => new Promise((resolve) => (tell = resolve)));
    expect(text()).toContain("OwnerBob");
    for (const words of ["Made", "Changed", "This is what the portal says"]) expect(text()).toContain(words);
    expect(size()).toBe("Loading…");
    tell(3_200_000);
    await until("the size", async () => size() === "About 3.2 MB");
    expect(await objections()).toEqual([]);
  });

  it.each(["OFFLINE", "INTERNAL"] as const)("says why its size is not known: %s", async (code) => {
    let isThere = false;
    await fromOutside(async () => {
      if (!isThere) throw new AppError(code);
      return 0;
    });
    await until("the reason", async () => size().includes("Try again"));
    expect(size().length).toBeGreaterThan("Try again".length + 10);
    expect(await objections()).toEqual([]);
    isThere = true;
    click(button("Try again"));
    await until("the size", async () => size() === "About 0 bytes");
  });
});

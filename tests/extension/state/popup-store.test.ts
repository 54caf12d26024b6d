import { describe, expect, it } from "vitest";
import { createLoaded } from "../../../extension/state/popup-loaded.ts";
import { createPopupStore } from "../../../extension/state/popup-store.ts";
import { AppError } from "../../../shared/errors.ts";
import { parsePortalOrigin } from "../../../shared/ids.ts";
import { FakePortal, spaceId, userId } from "../../support/fake-portal.ts";

const origin = parsePortalOrigin("https://portal.example.org");

function opened() {
  const portal = new FakePortal("alice", [
    { title: "Plans", owner: "alice", level: "RoomOwner" },
    { title: "Budget", owner: "bob", level: "Viewer" },
    { title: "Bob's own", owner: "bob", level: null },
    { title: "Old", owner: "alice", level: "RoomOwner", isArchived: true },
  ]);
  return { portal, store: createPopupStore(origin, portal.core) };
}

describe("what is read", () => {
  it("stays when it cannot be read again, with the reason beside it", async () => {
    const { portal, store } = opened();
    await store.people.load();
    portal.failure = "OFFLINE";
    await store.people.load();
    expect(store.people.value.value).toHaveLength(5);
    expect(store.people.code.value).toBe("OFFLINE");
  });

  it("is never an older answer that came later", async () => {
    const answers: ((text: string) => void)[] = [];
    const loaded = createLoaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const first = loaded.load();
    const second = loaded.load();
    answers[1]!("new");
    answers[0]!("old");
    await Promise.all([first, second]);
    expect(loaded.value.value).toBe("new");
  });

  it("is not asked for again before somebody wanted it", async () => {
    let reads = 0;
    const loaded = createLoaded(async () => {
      reads += 1;
    });
    await loaded.refresh();
    expect(reads).toBe(0);
  });
});

describe("the popup's rooms", () => {
  it.each([
    ["mine", ["Plans", "Budget"]],
    ["own", ["Plans"]],
    ["invited", ["Budget"]],
    ["all", ["Plans", "Budget", "Bob's own"]],
    ["archived", ["Old"]],
  ] as const)("of the scope %s are %j", async (scope, titles) => {
    const { store } = opened();
    store.rooms.setScope(scope);
    await store.rooms.list.load();
    expect(store.rooms.shown.value.map(({ title }) => title)).toEqual(titles);
  });

  it("show nothing of one room while another is opened", async () => {
    const { store } = opened();
    store.open({ kind: "room", space: spaceId("Plans"), section: "members" });
    await store.rooms.detail.load();
    expect(store.rooms.detail.value.value?.title).toBe("Plans");
    store.open({ kind: "room", space: spaceId("Budget"), section: "members" });
    expect(store.rooms.detail.value.value).toBeNull();
  });
});

describe("the way through the popup", () => {
  it("leads back step by step, and never past home", () => {
    const { store } = opened();
    store.open({ kind: "person", user: userId("bob") });
    store.open({ kind: "rights", user: userId("bob") });
    store.back();
    expect(store.view.value.kind).toBe("person");
    store.back();
    store.back();
    expect(store.view.value.kind).toBe("home");
  });
});

describe("what is done", () => {
  it("reads again what may have changed and says that it is done", async () => {
    const { portal, store } = opened();
    await store.people.load();
    await store.act(() => portal.core.disablePerson({ origin, user: userId("bob") }));
    await store.people.load();
    expect(store.people.value.value?.find(({ name }) => name === "Bob")?.isDisabled).toBe(true);
    expect(store.news.value).toMatchObject([{ code: null }]);
  });

  it("says why it failed", async () => {
    const { store } = opened();
    const given = await store.act(() => Promise.reject(new AppError("RIGHT_MISSING")));
    expect(given).toBeNull();
    expect(store.news.value).toMatchObject([{ code: "RIGHT_MISSING" }]);
    expect(store.isWorking.value).toBe(false);
  });

  it("tells the newest good news only, which would cover the page together, and each failure", async () => {
    const { store } = opened();
    await store.act(async () => true);
    await store.act(() => Promise.reject(new AppError("RIGHT_MISSING")));
    await store.act(async () => true, "Saved.");
    expect(store.news.value).toMatchObject([{ code: "RIGHT_MISSING" }, { code: null, text: "Saved." }]);
  });

  it("is done once, however often it is pressed", async () => {
    const { store } = opened();
    let times = 0;
    const work = async () => {
      times += 1;
    };
    await Promise.all([store.act(work), store.act(work)]);
    expect(times).toBe(1);
  });

  it("keeps the question when the answer could not be carried out, and leads back when it was the end", async () => {
    const { portal, store } = opened();
    store.open({ kind: "room", space: spaceId("Old"), section: "more" });
    const work = () => portal.core.removeRoom({ origin, space: spaceId("Old") });
    store.ask({ title: "?", text: "", action: "Remove", isDanger: true, isEnd: true, work });
    portal.failure = "HEAD_MOVED";
    await store.answer(true);
    expect(store.questionCode.value).toBe("HEAD_MOVED");
    expect(store.question.value).not.toBeNull();
    await store.answer(true);
    expect(portal.calls.map(([name]) => name)).toEqual(["removeRoom"]);
    expect(store.question.value).toBeNull();
    expect(store.view.value.kind).toBe("home");
  });

  it("is not done when the answer is no", async () => {
    const { portal, store } = opened();
    const work = () => portal.core.archiveRoom({ origin, space: spaceId("Plans") });
    store.ask({ title: "?", text: "", action: "Archive", isDanger: false, work });
    await store.answer(false);
    expect(portal.calls).toEqual([]);
  });
});

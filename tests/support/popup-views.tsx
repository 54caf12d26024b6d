import { PopupViews } from "../../extension/pages/popup/PopupViews.tsx";
import { createPopupStore, type PopupStore } from "../../extension/state/popup-store.ts";
import type { PopupView } from "../../extension/state/popup-view.ts";
import { PopupFrame } from "../../extension/ui/layout/PopupFrame.tsx";
import { parsePortalOrigin } from "../../shared/ids.ts";
import { FakePortal, type PersonName, spaceId } from "./fake-portal.ts";
import { during, find, findAll, show } from "./show.tsx";
import { until } from "./until.ts";

export const origin = parsePortalOrigin("https://portal.example.org");
export const PLANS = { kind: "room", space: spaceId("Plans"), section: "members" } as const;

/** All that is written on the page. */
export const text = (): string => (document.body.textContent ?? "").replace(/[\u2068\u2069]/g, "");
export const says = (words: string) => until(words, async () => text().includes(words));
export const rowNamed = (words: string) =>
  findAll("[data-row]").find((row) => row.textContent?.includes(words))!;
export const selectNamed = (words: string): HTMLSelectElement => {
  const label = findAll("label").find((each) => each.textContent === words)!;
  return find(`[id="${label.getAttribute("for")}"]`) as HTMLSelectElement;
};
export function choose(select: HTMLSelectElement, value: string): void {
  during(() => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export const draw = (store: PopupStore): void =>
  show(
    <PopupFrame>
      <PopupViews store={store} />
    </PopupFrame>,
  );

/** The popup of one of five people, at a view. */
export async function popupOf(
  self: PersonName,
  view?: PopupView,
): Promise<{ portal: FakePortal; store: PopupStore }> {
  const isOwner = self === "alice";
  const portal = new FakePortal(self, [
    { title: "Plans", owner: "alice", level: isOwner ? "RoomOwner" : "Editor" },
    { title: "Old", owner: "alice", level: isOwner ? "RoomOwner" : "Editor", isArchived: true },
  ]);
  const store = createPopupStore(origin, portal.core);
  await store.people.load();
  await store.rooms.list.load();
  if (view) store.open(view);
  draw(store);
  return { portal, store };
}

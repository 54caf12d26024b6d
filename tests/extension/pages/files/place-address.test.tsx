import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import { useFolderAddress, usePlaceAddress } from "../../../../extension/pages/files/place-address.ts";
import { filesAddress, parseFilesAddress } from "../../../../extension/state/page-address.ts";
import { createNodeId, type NodeId, parsePortalOrigin } from "../../../../shared/ids.ts";
import { show } from "../../../support/show.tsx";

const origin = parsePortalOrigin("http://127.0.0.1:8787");
const [letters, plans] = [createNodeId(), createNodeId()];

/** A page that shows a folder. */
async function open() {
  const folder = signal<NodeId | null>(null);
  const openFolder = (next: NodeId | null): void => {
    folder.value = next;
  };
  const room = { folder, openFolder };
  function Page(): JSX.Element {
    const { place, go } = usePlaceAddress(origin);
    const at = place.value;
    useFolderAddress(room, at.section === "private" ? at : { section: "private", folder: null }, go);
    return <p>{at.section}</p>;
  }
  await act(() => show(<Page />));
  return room;
}

const addressed = () => parseFilesAddress(location.hash)?.place;

describe("the address of a folder", () => {
  beforeEach(() => history.replaceState(null, "", filesAddress(origin)));

  it("is there at once, so that a reload right after a click stays where it led", async () => {
    const room = await open();
    room.openFolder(letters);
    expect(addressed()).toEqual({ section: "private", folder: letters });
  });

  it("is that of the last click, however fast they come", async () => {
    const room = await open();
    await act(() => {
      for (const folder of [letters, plans, null]) room.openFolder(folder);
      expect(addressed()).toEqual({ section: "private", folder: null });
    });
    expect(room.folder.value).toBeNull();
    expect(addressed()).toEqual({ section: "private", folder: null });
  });

  it("leads where the person goes back to", async () => {
    const room = await open();
    await act(() => room.openFolder(letters));
    history.replaceState(null, "", filesAddress(origin, plans)); // as the browser does before it tells
    await act(() => void window.dispatchEvent(new PopStateEvent("popstate")));
    expect(room.folder.value).toBe(plans);
    expect(addressed()).toEqual({ section: "private", folder: plans });
  });
});

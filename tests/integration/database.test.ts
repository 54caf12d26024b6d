import { expect, it } from "vitest";
import "../support/page-globals.ts";
import { settled, transact } from "../../extension/spaces/database.ts";

/** A browser in which an earlier build kept frames whose keys name no space, and a draft. */
async function earlierBuild(): Promise<void> {
  const opening = indexedDB.open("strongroom", 2);
  opening.onupgradeneeded = () => {
    for (const store of ["entries", "spaces", "drafts", "frames"]) opening.result.createObjectStore(store);
  };
  const database = await settled(opening);
  const stores = database.transaction(["drafts", "frames"], "readwrite");
  await settled(stores.objectStore("drafts").put(1, ["origin", "space", "node"]));
  await settled(stores.objectStore("frames").put(1, ["origin", "node", "connection", 1]));
  database.close();
}

it("keeps nothing of which nobody can tell where it belongs, and all the rest", async () => {
  await earlierBuild();
  const count = (name: "drafts" | "frames") => transact(name, "readonly", (store) => settled(store.count()));
  expect([await count("frames"), await count("drafts")]).toEqual([0, 1]);
});

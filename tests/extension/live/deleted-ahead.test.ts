import * as encoding from "lib0/encoding";
import { afterEach, describe, expect, it } from "vitest";
import { craftUpdate } from "../../support/crafted.ts";
import { type LiveWorld, openWorld, refusedBy, textOf } from "../../support/live-world.ts";
import { people } from "../../support/people.ts";

/** Mallory may edit, and her code is changed. */

const { alice, bob, mallory } = await people();
let world: LiveWorld;

afterEach(() => world.close());

/** Deletes what is yet to be written under a number. */
function deleteTo(client: number, from: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  for (const number of [0, 1, client, 1, from, 2 ** 40]) encoding.writeVarUint(encoder, number);
  return new Uint8Array(encoding.toUint8Array(encoder));
}

describe("a change that deletes what is not there yet", () => {
  it("deletes nothing of what others write later", async () => {
    world = await openWorld(alice, bob, mallory);
    const [one, two, three] = world.pages;
    one!.type("before", 1);
    await world.calm();
    await craftUpdate(world, three!, deleteTo(one!.core!.shared.doc.clientID, 1));
    await world.calm();
    three!.kill();
    for (const word of ["later", "latest"]) {
      one!.type(word, 9);
      await world.calm();
    }
    expect([textOf(one), textOf(two)]).toEqual(["seed before later latest", "seed before later latest"]);
    expect([refusedBy(one), refusedBy(two)]).toEqual([1, 1]);
  });
});

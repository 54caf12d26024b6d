import { describe, expect, it } from "vitest";
import { asPlain, type Bytes, toBase64Url, utf8 } from "../../../shared/bytes.ts";
import { createSpaceKey } from "../../../shared/crypto/space-key.ts";
import { createNodeId, parseLiveSessionId, parseSpaceId, type UserId } from "../../../shared/ids.ts";
import { createFrameSealer } from "../../../shared/live/frame.ts";
import { parseFrames } from "../../../shared/live/frame-batch.ts";
import { parseFrame } from "../../../shared/live/frame-check.ts";
import { people } from "../../support/people.ts";

const { alice, bob, mallory } = await people();
const keyOf = (user: UserId) => [alice, bob].find((person) => person.user === user)?.signPublic;
const place = {
  space: parseSpaceId(toBase64Url(new Uint8Array(32))),
  node: createNodeId(),
  session: parseLiveSessionId("A".repeat(22)),
  generation: 1,
  spaceKey: createSpaceKey(),
};

/** One connection's frames. */
async function lineOf(person: typeof alice, count: number): Promise<Bytes[]> {
  const sealer = await createFrameSealer({ ...place, author: person.user, signKey: person.signKey });
  const wires: Bytes[] = [];
  for (let n = 0; n < count; n++) wires.push(await sealer.seal("update", asPlain(utf8(`${n}`))));
  return wires;
}

/** With one bit of it turned. */
function damaged(wire: Bytes, at: number): Bytes {
  const other = wire.slice();
  other[at < 0 ? other.length + at : at]! ^= 1;
  return other;
}

const areProven = async (wires: readonly Bytes[]): Promise<boolean[]> =>
  (await parseFrames(wires, keyOf)).map((frame) => frame !== null);

describe("many frames at once", () => {
  it("are what each of them is alone, in whatever order they come", async () => {
    const [one, two] = [await lineOf(alice, 4), await lineOf(bob, 3)];
    const wires = [two[0]!, one[3]!, one[0]!, two[2]!, one[1]!, two[1]!, one[2]!, one[2]!];
    expect(await parseFrames(wires, keyOf)).toEqual(
      await Promise.all(wires.map((wire) => parseFrame(wire, keyOf))),
    );
  });

  it("hold without the one that is damaged, wherever it stands", async () => {
    const wires = await lineOf(alice, 5);
    for (let index = 0; index < 5; index++)
      for (const at of [0, 70, -1]) {
        const all = wires.map((wire, each) => (each === index ? damaged(wire, at) : wire));
        expect(await areProven(all)).toEqual(wires.map((_, each) => each !== index));
      }
  });

  it("are not proven by a stranger, nor by whoever names another's frame as his own", async () => {
    expect(await areProven(await lineOf(mallory, 3))).toEqual([false, false, false]);
    const [one, two] = [await lineOf(alice, 2), await lineOf(bob, 2)];
    expect(await areProven([damaged(one[0]!, 0), two[1]!])).toEqual([false, true]);
  });

  it("are refused where they are no frames at all", async () => {
    expect(await areProven([new Uint8Array(0), new Uint8Array(500), new Uint8Array(2 ** 20 + 1)])).toEqual([
      false,
      false,
      false,
    ]);
  });
});

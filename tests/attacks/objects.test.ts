// What a lying server or member can do to a single object: change it, cut it, put it elsewhere, call it something else.
import { describe, expect, it } from "vitest";
import type { Bytes } from "../../shared/bytes.ts";
import { concat } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import { OBJECT_REFUSALS, sealedObjects } from "../support/sealed-objects.ts";

const objects = await sealedObjects();
const kinds = Object.entries(objects);
const pairs = kinds.flatMap(([from, { wire }]) =>
  kinds.filter(([to]) => to !== from).map(([to, { open }]) => ({ from, to, wire, open })),
);
const places = kinds.flatMap(([kind, { wire, elsewhere }]) =>
  Object.entries(elsewhere).map(([place, open]) => ({ kind, place, wire, open })),
);

/** The code of the refusal; anything else that happens is the failure of the test. */
async function refusalOf(opening: Promise<unknown>): Promise<string> {
  const outcome = await opening.then(
    () => "it was opened",
    (error: unknown) => error,
  );
  const isRefusal = outcome instanceof AppError && OBJECT_REFUSALS.includes(outcome.code);
  return isRefusal ? "refused" : `${outcome}`;
}

const flipped = (wire: Bytes, at: number): Bytes => wire.with(at, (wire[at] ?? 0) ^ (1 << (at % 8)));

describe("a specimen", () => {
  it.each(kinds)("of %s opens where it belongs", async (_, { wire, open }) => {
    await expect(open(wire)).resolves.toBeDefined();
  });
});

describe("A22: a changed byte", () => {
  it.each(kinds)("anywhere in a %s is refused", async (_, { wire, open }) => {
    const outcomes = await Promise.all(Array.from(wire, (_byte, at) => refusalOf(open(flipped(wire, at)))));
    expect([...new Set(outcomes)]).toEqual(["refused"]);
  });

  it.each(kinds)("less, more or none at all of a %s is refused", async (_, { wire, open }) => {
    const one = new Uint8Array(1);
    const cuts = [wire.slice(0, -1), wire.slice(1), wire.slice(0, 0), concat(wire, one), concat(one, wire)];
    const outcomes = await Promise.all(cuts.map((cut) => refusalOf(open(cut))));
    expect([...new Set(outcomes)]).toEqual(["refused"]);
  });
});

describe("A05 A19 A20 A27 A28: a genuine object at another place", () => {
  it.each(places)("a $kind is refused where its $place differs", async ({ wire, open }) =>
    expect(await refusalOf(open(wire))).toBe("refused"),
  );
});

describe("A30: one kind of object taken for another", () => {
  it.each(pairs)("a $from is no $to", async ({ wire, open }) =>
    expect(await refusalOf(open(wire))).toBe("refused"),
  );
});

describe("A37: another suite", () => {
  /** Where the suite stands: behind a signature, at the start, or behind the magic. */
  const suiteAt: Record<string, number> = {
    bundle: 65,
    "kit slot": 1,
    "passkey slot": 1,
    lockbox: 65,
    "stream header": 4,
    frame: 65,
  };

  it.each(Object.entries(suiteAt))("of a %s is refused and never fallen back to", async (kind, at) => {
    const { wire, open } = objects[kind]!;
    for (const suite of [0, 2, 23]) {
      await expect(open(wire.with(at, suite))).rejects.toThrow(/SUITE_UNKNOWN|SIGNATURE_WRONG/);
    }
  });
});

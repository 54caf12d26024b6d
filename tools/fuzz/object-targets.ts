/** The formats of docs/format.md: sealed objects, entries of the log, what a frame holds, the encoding beneath them. */
import { asPlain, type Bytes, equalBytes } from "../../shared/bytes.ts";
import { encodeCbor, parseCbor } from "../../shared/cbor.ts";
import { createBlobId, createUserId, parseConnectionId } from "../../shared/ids.ts";
import {
  encodeSaved,
  encodeSnapshot,
  encodeUpdate,
  parseSaved,
  parseSnapshotPart,
  parseUpdatePart,
} from "../../shared/live/frame-contents.ts";
import { encodeEntry, parseEntryForm } from "../../shared/log/entry.ts";
import { portalOfOrganisation } from "../../tests/support/organisation.ts";
import { OBJECT_REFUSALS, sealedObjects } from "../../tests/support/sealed-objects.ts";
import { pick, type Random } from "../fidelity/driver.ts";
import { mutated } from "./mutate.ts";
import { demand, type Target } from "./target.ts";

const MALFORMED = ["OBJECT_MALFORMED", "ENTRY_MALFORMED", "SUITE_UNKNOWN", "BODY_TOO_LARGE"];

/** One for each kind of object, and for the forms that are read before any key is at hand. */
export async function objectTargets(): Promise<Target[]> {
  const objects = Object.entries(await sealedObjects());
  const { wires } = await portalOfOrganisation();
  return [
    ...objects.map(([name, { wire, open }]): Target => {
      const run = async (random: Random) => {
        const changed = mutated(wire, random);
        await open(changed);
        demand(equalBytes(changed, wire), "another object was opened");
      };
      return { name: `format: ${name}`, refusals: OBJECT_REFUSALS, run };
    }),
    cborTarget([...wires, ...objects.map(([, { wire }]) => wire)]),
    entryTarget(wires),
    ...frameTargets(),
  ];
}

/** What is read is written as the very same bytes: nobody has two ways to say one thing. */
function cborTarget(samples: readonly Bytes[]): Target {
  const run = (random: Random): void => {
    const bytes = mutated((pick(samples, random) ?? new Uint8Array()).slice(64), random);
    demand(equalBytes(encodeCbor(parseCbor(bytes)), bytes), "read, and written otherwise");
  };
  return { name: "format: CBOR", refusals: MALFORMED, run };
}

function entryTarget(wires: readonly Bytes[]): Target {
  const run = (random: Random): void => {
    const wire = mutated(pick(wires, random) ?? new Uint8Array(), random);
    const fields = parseEntryForm(wire);
    demand(equalBytes(encodeEntry(fields), wire.slice(64)), "read, and written otherwise");
  };
  return { name: "format: log entry", refusals: MALFORMED, run };
}

function frameTargets(): Target[] {
  const connection = parseConnectionId("A".repeat(22));
  const head = { connection, author: createUserId(), clock: 7, hash: new Uint8Array(32).fill(3) };
  const covers = new Map([[connection, head]]);
  const state = new Uint8Array(300).fill(5);
  const newest = { version: 2, blob: createBlobId() };
  const about = { baseVersion: 1, saved: newest, covers };
  const saved = { baseVersion: 1, ...newest, covers };
  const rows: [name: string, samples: readonly Bytes[], parse: (bytes: Bytes) => unknown][] = [
    ["update", encodeUpdate(state), (bytes) => parseUpdatePart(asPlain(bytes))],
    ["snapshot", encodeSnapshot(about, state), (bytes) => parseSnapshotPart(asPlain(bytes))],
    ["saved", [encodeSaved(saved)], (bytes) => parseSaved(asPlain(bytes))],
  ];
  return rows.map(([name, samples, parse]) => ({
    name: `frame: ${name}`,
    refusals: MALFORMED,
    run: (random) => parse(mutated(pick(samples, random) ?? new Uint8Array(), random)),
  }));
}

// Runs in the browser: two people's grids in one page, over a relay that hands on the updates of their shared states.
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import { applyUpdate, Doc } from "yjs";
import { type OpenEditor, REMOTE } from "../../../extension/editors/adapter.ts";
import { openModel } from "../../../extension/editors/xlsx/model/open-model.ts";
import type { WorkbookModel } from "../../../extension/editors/xlsx/model/workbook-model.ts";
import { readWorkbook } from "../../../extension/editors/xlsx/package/read-workbook.ts";
import { xlsxAdapter } from "../../../extension/editors/xlsx/xlsx-adapter.ts";
import { asPlain } from "../../../shared/bytes.ts";

export type Person = "alice" | "bob";

interface Seat {
  readonly editor: OpenEditor;
  /** A second door to the person's shared state: what is done through it comes to their grid as others' changes do. */
  readonly model: WorkbookModel;
}

const COLORS: Readonly<Record<Person, string>> = { alice: "#b3261e", bob: "#1a56c4" };
const seats = new Map<Person, Seat>();
const trouble: string[] = [];
const waiting: (() => void)[] = [];
let isConnected = true;

document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
  trouble.push(`${violatedDirective} ${blockedURI}`);
});
addEventListener("error", ({ message }) => trouble.push(message));
addEventListener("unhandledrejection", ({ reason }) => trouble.push(String(reason)));

const fromBase64 = (text: string) => asPlain(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

function stateOf(person: Person) {
  const doc = new Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState({ user: { id: person, name: person, color: COLORS[person] } });
  return { doc, awareness };
}

type State = ReturnType<typeof stateOf>;

function connect(from: State, to: State): void {
  const send = (give: () => void): void => {
    if (isConnected) setTimeout(give, 0);
    else waiting.push(give);
  };
  from.doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== REMOTE) send(() => applyUpdate(to.doc, update, REMOTE));
  });
  from.awareness.on("update", (_: unknown, origin: unknown) => {
    if (origin === REMOTE) return;
    const update = encodeAwarenessUpdate(from.awareness, [from.doc.clientID]);
    send(() => applyAwarenessUpdate(to.awareness, update, REMOTE));
  });
}

async function sit(person: Person, shared: State, bytes: string, locale: string): Promise<void> {
  const element = document.querySelector<HTMLElement>(`#${person}`);
  if (element === null) throw new Error("no place");
  const editor = await xlsxAdapter.mount({
    element,
    bytes: fromBase64(bytes),
    shared,
    fileName: "lab.xlsx",
    author: person,
    isReadOnly: false,
    theme: "light",
    locale,
    labels: { downloadCopy: "Download a copy" },
    onDirty: () => undefined,
    onError: (code) => trouble.push(code),
  });
  seats.set(person, { editor, model: openModel(shared.doc, readWorkbook(fromBase64(bytes))) });
}

function seatOf(person: Person): Seat {
  const seat = seats.get(person);
  if (seat === undefined) throw new Error(`${person} has not opened anything`);
  return seat;
}

export const lab = {
  async open(bytes: string, people: readonly Person[] = ["alice", "bob"], locale = "en"): Promise<void> {
    const [alice, bob] = [stateOf("alice"), stateOf("bob")];
    connect(alice, bob);
    connect(bob, alice);
    for (const person of people) await sit(person, person === "alice" ? alice : bob, bytes, locale);
  },
  close(): void {
    for (const { editor } of seats.values()) editor.dispose();
    seats.clear();
  },
  editor: (person: Person): OpenEditor => seatOf(person).editor,
  model: (person: Person): WorkbookModel => seatOf(person).model,
  async save(person: Person): Promise<string> {
    return toBase64((await seatOf(person).editor.exportBytes()).bytes);
  },
  /** Contents by cell, row by row, of the first sheet or another. */
  contents: (person: Person, sheet = "s0"): string =>
    [...seatOf(person).model.cells(sheet)]
      .map(({ row, column, value, formula }) => `${row},${column}: ${formula ? `=${formula}` : value}`)
      .join("; "),
  cut(): void {
    isConnected = false;
  },
  mend(): void {
    isConnected = true;
    for (const give of waiting.splice(0)) give();
  },
  trouble: () => trouble,
};

Object.assign(globalThis, { lab });

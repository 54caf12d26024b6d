// Runs in the browser: two people's editors in one page, over a relay that hands on the updates of their shared states.
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import { applyUpdate, Doc } from "yjs";
import { type OpenEditor, REMOTE, type SharedState } from "../../../extension/editors/adapter.ts";
import { docxAdapter } from "../../../extension/editors/docx/docx-adapter.tsx";
import { bodyOf } from "../../../extension/editors/docx/shared-fields.ts";
import { asPlain } from "../../../shared/bytes.ts";

export type Person = "alice" | "bob";

interface Seat {
  readonly editor: OpenEditor;
  readonly shared: SharedState;
  dirty: number;
}

const COLORS: Readonly<Record<Person, string>> = { alice: "#b3261e", bob: "#1a56c4" };
const seats = new Map<Person, Seat>();
const violations: string[] = [];
const errors: string[] = [];
let isConnected = true;
let bytesSent = 0;

document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
addEventListener("error", (event) => errors.push(event.message));
addEventListener("unhandledrejection", (event) => errors.push(String(event.reason)));

const fromBase64 = (text: string) => asPlain(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function sharedStates(seed: Uint8Array): Record<Person, SharedState> {
  const state = (person: Person): SharedState => {
    const doc = new Doc();
    applyUpdate(doc, seed, REMOTE);
    const awareness = new Awareness(doc);
    awareness.setLocalState({ user: { id: person, name: person, color: COLORS[person] } });
    return { doc, awareness };
  };
  const states = { alice: state("alice"), bob: state("bob") };
  connect(states.alice, states.bob);
  connect(states.bob, states.alice);
  return states;
}

const waiting: (() => void)[] = [];

function connect(from: SharedState, to: SharedState): void {
  const send = (give: () => void): void => {
    if (isConnected) setTimeout(give, 5);
    else waiting.push(give);
  };
  from.doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === REMOTE) return;
    bytesSent += update.length;
    send(() => applyUpdate(to.doc, update, REMOTE));
  });
  from.awareness.on("update", (_: unknown, origin: unknown) => {
    if (origin === REMOTE) return;
    const update = encodeAwarenessUpdate(from.awareness, [from.doc.clientID]);
    send(() => applyAwarenessUpdate(to.awareness, update, REMOTE));
  });
}

async function sit(person: Person, shared: SharedState, bytes: string, isReadOnly: boolean): Promise<void> {
  const element = document.querySelector<HTMLElement>(`#${person}`);
  if (element === null) throw new Error("no place");
  const seat = { shared, dirty: 0 };
  const editor = await docxAdapter.mount({
    element,
    bytes: fromBase64(bytes),
    shared,
    fileName: "lab.docx",
    author: person,
    isReadOnly,
    theme: "light",
    locale: "en",
    labels: { downloadCopy: "Download a copy" },
    onDirty: () => {
      const found = seats.get(person);
      if (found) found.dirty += 1;
    },
    onError: (code) => errors.push(code),
  });
  seats.set(person, Object.assign(seat, { editor }));
}

function seatOf(person: Person): Seat {
  const seat = seats.get(person);
  if (seat === undefined) throw new Error(`${person} has not opened anything`);
  return seat;
}

export const lab = {
  async open(bytes: string, readers: readonly Person[] = []): Promise<void> {
    const states = sharedStates(await docxAdapter.seed(fromBase64(bytes)));
    for (const person of ["alice", "bob"] as const) {
      await sit(person, states[person], bytes, readers.includes(person));
    }
  },
  close(): void {
    for (const { editor } of seats.values()) editor.dispose();
    seats.clear();
  },
  async save(person: Person): Promise<{ bytes: string; report: unknown; revision: number; ms: number }> {
    const start = performance.now();
    const { bytes, report, revision } = await seatOf(person).editor.exportBytes();
    return { bytes: toBase64(bytes), report, revision, ms: performance.now() - start };
  },
  text: (person: Person): string =>
    [...document.querySelectorAll(`#${person} .layout-page`)]
      .map((page) => page.textContent ?? "")
      .join("\n")
      .replaceAll("\u00a0", " "),
  prose: (person: Person): string => bodyOf(seatOf(person).shared.doc).toString(),
  revision: (person: Person): number => seatOf(person).editor.revision(),
  dirty: (person: Person): number => seatOf(person).dirty,
  statistics: (person: Person) => seatOf(person).editor.statistics?.(),
  focus: (person: Person): void => seatOf(person).editor.focus(),
  setReadOnly: (person: Person, isReadOnly: boolean): void => seatOf(person).editor.setReadOnly(isReadOnly),
  toggleComments: (person: Person): void => seatOf(person).editor.toggleComments?.(),
  openFind: (person: Person): void => seatOf(person).editor.openFind?.(),
  cut(): void {
    isConnected = false;
  },
  mend(): void {
    isConnected = true;
    for (const give of waiting.splice(0)) give();
  },
  trouble: () => ({ violations, errors }),
  bytesSent: () => bytesSent,
  setUp: (person: Person) => seatOf(person).shared.doc.getMap("page").toJSON(),
};

Object.assign(globalThis, { lab });

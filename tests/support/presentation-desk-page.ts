// Runs in a browser's page: presentations side by side, each with a shared state of its own, joined by a relay in memory.
import { Awareness } from "y-protocols/awareness";
import { applyUpdate, Doc, encodeStateAsUpdate, type Text } from "yjs";
import { type OpenEditor, REMOTE } from "../../extension/editors/adapter.ts";
import { pptxAdapter } from "../../extension/editors/pptx/pptx-adapter.tsx";
import { PptxHandler } from "../../node_modules/pptx-react-viewer/dist/dist-FFWP5NQZ.mjs";
import { asPlain, type Plain } from "../../shared/bytes.ts";

interface Seat {
  readonly doc: Doc;
  readonly editor: OpenEditor;
  dirty: number;
}

const seats = new Map<string, Seat>();
const violations: string[] = [];
const problems: string[] = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI}`),
);
addEventListener("error", ({ message }) => problems.push(message));
addEventListener("unhandledrejection", ({ reason }) => problems.push(String(reason)));

const decoded = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
const encoded = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

const files = new Map<string, Plain>();
/** The same file each time, as a page has it that makes its state and then shows it. */
function fileOf(base64: string): Plain {
  const file = files.get(base64) ?? asPlain(decoded(base64));
  files.set(base64, file);
  return file;
}

const { load } = PptxHandler.prototype;
PptxHandler.prototype.load = function (bytes) {
  desk.readings += 1;
  return load.call(this, bytes);
};

function seatOf(person: string): Seat {
  const seat = seats.get(person);
  if (seat === undefined) throw new Error(`${person} has nothing open`);
  return seat;
}

const desk = {
  violations,
  problems,
  /** How often the library read a file on this page. */
  readings: 0,
  /** Makes the shared state that all who open afterwards begin with. */
  seed: async (file: string): Promise<string> => encoded(await pptxAdapter.seed(fileOf(file))),
  async open(person: string, file: string, state: string, isReadOnly = false): Promise<number> {
    const element = document.createElement("div");
    element.id = person;
    element.style.cssText = "position:relative;flex:1;height:100vh;min-width:0;overflow:hidden";
    document.body.append(element);
    const doc = new Doc();
    applyUpdate(doc, decoded(state), REMOTE);
    const awareness = new Awareness(doc);
    awareness.setLocalState({ user: { id: person, name: person, color: "#aa3366" } });
    const begun = performance.now();
    const seat = { doc, dirty: 0 } as Seat & { editor: OpenEditor };
    const editor = await pptxAdapter.mount({
      element,
      bytes: fileOf(file),
      shared: { doc, awareness },
      fileName: "talk.pptx",
      author: person,
      isReadOnly,
      theme: "light",
      locale: "en",
      labels: { downloadCopy: "Download" },
      onDirty: () => {
        seat.dirty += 1;
      },
      onError: (code) => problems.push(code),
    });
    Object.assign(seat, { editor });
    seats.set(person, seat);
    return performance.now() - begun;
  },
  /** From here on each change of one reaches the other, a turn later. */
  join(one: string, other: string): void {
    const [a, b] = [seatOf(one).doc, seatOf(other).doc];
    const pass = (from: Doc, to: Doc): void => {
      from.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== REMOTE) setTimeout(() => applyUpdate(to, update, REMOTE), 5);
      });
    };
    applyUpdate(a, encodeStateAsUpdate(b), REMOTE);
    applyUpdate(b, encodeStateAsUpdate(a), REMOTE);
    pass(a, b);
    pass(b, a);
  },
  state: (person: string): string => encoded(encodeStateAsUpdate(seatOf(person).doc)),
  revision: (person: string): number => seatOf(person).editor.revision(),
  dirty: (person: string): number => seatOf(person).dirty,
  async save(person: string): Promise<{ bytes: string; report: unknown; ms: number }> {
    const begun = performance.now();
    const { bytes, report } = await seatOf(person).editor.exportBytes();
    return { bytes: encoded(bytes), report, ms: performance.now() - begun };
  },
  readOnly: (person: string, isReadOnly: boolean): void => seatOf(person).editor.setReadOnly(isReadOnly),
  /** Types behind some words of a text as somebody does who has no field open here. */
  typeBehind(person: string, words: string, letters: string): void {
    for (const text of seatOf(person).doc.getMap<Text>("texts").values()) {
      const at = text.toString().indexOf(words);
      if (at >= 0) text.insert(at + words.length, letters);
    }
  },
  slideCount: (person: string): number => seatOf(person).doc.getArray("order").length,
  closeAll(): void {
    for (const person of [...seats.keys()]) desk.close(person);
  },
  close(person: string): void {
    seatOf(person).editor.dispose();
    seats.delete(person);
    document.getElementById(person)?.remove();
  },
};

export type Desk = typeof desk;
Object.assign(globalThis, { desk });

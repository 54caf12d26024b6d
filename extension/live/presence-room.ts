import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  modifyAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";
import type { ConnectionId, LiveSessionId, UserId } from "../../shared/ids.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import { encodePresence, type Told } from "../../shared/live/frame-contents.ts";
import { type Presence, REMOTE } from "../editors/adapter.ts";
import { Agreement, type AgreementInput } from "./agreement.ts";
import { CurrentSealer } from "./current-sealer.ts";
import { hasNewestKey } from "./held-generation.ts";
import type { KeptFrames } from "./kept-frames.ts";
import type { LearntNames } from "./learnt-names.ts";
import type { PersonHere } from "./live-session.ts";
import type { Outbox } from "./outbox.ts";
import { type OwnConnection, ownKey } from "./own-connection.ts";
import type { RefusedFrame } from "./refusals.ts";
import type { SaidPresence } from "./said-presence.ts";
import type { LiveClock, LiveLine, LogView } from "./surroundings.ts";

/** Who else is in the document and where. Nobody speaks for anybody else: each client is its author's own, by its number. */

/** Cursors move at most this often. */
const SEND_EVERY_MS = 100;
/** A newcomer is answered so that he sees who is here. */
const ANSWER_MS = 50;
/** How far the session has come here is said so long after it came. */
const TELL_MS = 2000;
const COLORS = ["#1f6feb", "#b5489a", "#1a7f37", "#bc4c00", "#8250df", "#0a7d8c", "#a40e26", "#6e5a00"];

interface Other extends OwnConnection {
  readonly client: number;
  clock: number;
  /** His page speaks on another connection by now, under a newer key. */
  isPast: boolean;
}

interface PresenceInput {
  readonly session: LiveSessionId;
  readonly awareness: Awareness;
  readonly view: LogView;
  readonly line: LiveLine;
  readonly clock: LiveClock;
  readonly name: string;
  readonly names: LearntNames;
  readonly kept: AgreementInput["kept"] & Pick<KeptFrames, "isLacking">;
  readonly outbox: Pick<Outbox, "isCrowded">;
  readonly onChange: () => void;
}

export class PresenceRoom {
  readonly #input: PresenceInput;
  readonly #others = new Map<string, Other>();
  readonly #sealers: CurrentSealer;
  readonly #stopLearning: () => void;
  readonly #agreement: Agreement;
  #isUp = false;
  #cancelTelling: (() => void) | null = null;
  #cancel: (() => void) | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(input: PresenceInput) {
    this.#input = input;
    this.#sealers = new CurrentSealer(input);
    this.#agreement = new Agreement(input);
    const { awareness, view, name } = input;
    awareness.on("update", this.#onUpdate);
    this.#stopLearning = input.names.onLearnt(() => this.#nameAnew());
    const user = { id: view.user, name, color: colorOf(awareness.clientID) };
    awareness.setLocalState({ ...awareness.getLocalState(), user } satisfies Presence);
  }

  lineUp(): void {
    const { awareness } = this.#input;
    this.#isUp = true;
    this.#agreement.lineUp();
    // The others took it out of their lists: said anew, it counts again
    awareness.setLocalState(awareness.getLocalState());
    this.#sendIn(0);
  }

  lineDown(): void {
    this.#isUp = false;
    this.#agreement.lineDown();
  }

  /** The session has come further: the others hear of it soon. */
  advanced(): void {
    if (!this.#isUp || this.#others.size === 0) return;
    this.#cancelTelling ??= this.#input.clock.after(TELL_MS, () => {
      this.#cancelTelling = null;
      this.#sendIn(0);
      void this.#agreement.check();
    });
  }

  /** There is a new key: another connection begins. */
  renew(): void {
    this.#sealers.renew();
    if (this.#isUp) this.#sendIn(0);
  }

  /** Takes note of what somebody who may read says of a client of his own. */
  hear(frame: Frame, { client, told, update }: SaidPresence): void {
    const { awareness, names } = this.#input;
    const { connection, author, clock } = frame;
    const known = this.#others.get(ownKey(frame));
    if (client === awareness.clientID || (known && clock <= known.clock)) return;
    try {
      const checked = modifyAwarenessUpdate(update, (state: Presence | null) => {
        return state && { ...state, user: { id: author, name: names.of(author), color: colorOf(client) } };
      });
      applyAwarenessUpdate(awareness, checked, REMOTE);
    } catch {
      return;
    }
    if (!known) for (const other of this.#others.values()) other.isPast ||= other.client === client;
    this.#others.set(ownKey(frame), { connection, client, author, clock, isPast: known?.isPast ?? false });
    if (told) this.#turn = this.#turn.then(() => this.#compare(frame, told)).catch(() => undefined);
    if (!known) this.#sendIn(ANSWER_MS);
    this.#input.onChange();
  }

  /** Unless its page has left meanwhile. Who may only read raises no alarm. */
  async #compare(frame: Frame, told: Told): Promise<void> {
    const isHeld = this.#input.view.mayWrite(frame.author) && this.#others.has(ownKey(frame));
    if (isHeld) await this.#agreement.hear(frame, told);
  }

  left(connection: ConnectionId): void {
    const gone = [...this.#others.values()].filter((other) => other.connection === connection);
    for (const other of gone) {
      this.#others.delete(ownKey(other));
      this.#agreement.forget(other);
    }
    const here = new Set([...this.#others.values()].map(({ client }) => client));
    const clients = gone.map(({ client }) => client).filter((client) => !here.has(client));
    removeAwarenessStates(this.#input.awareness, clients, REMOTE);
    this.#input.onChange();
  }

  /** Somebody took this page's connection while its line was down: it speaks on another one. */
  refuse({ connection, code }: RefusedFrame): void {
    if (code !== "LIVE_ORDER" || connection !== this.#sealers.connection) return;
    this.#sealers.renew();
    this.#sendIn(TELL_MS);
  }

  /** How many of those here who may write, and have all of it, come before this page, by their connections; infinitely many where it is none of them itself, or lacks the newest key. */
  get writersBefore(): number {
    const { view, awareness } = this.#input;
    const connection = this.#sealers.connection;
    if (!view.mayWrite(view.user) || !hasNewestKey(view) || this.#isIdle) return Number.POSITIVE_INFINITY;
    if (!connection) return 0;
    const own = ownKey({ connection, author: view.user });
    return [...this.#others].filter(
      ([key, { author, client, isPast }]) =>
        !isPast && key < own && view.mayWrite(author) && hasAll(awareness.states.get(client)),
    ).length;
  }

  /** It lacks something, or nobody would hear of what it saves. */
  get #isIdle(): boolean {
    return this.#input.kept.isLacking || this.#input.outbox.isCrowded;
  }

  people(): PersonHere[] {
    const { awareness, view, names } = this.#input;
    return [...awareness.getStates()].flatMap(([client, state]) => {
      const { user } = state as Partial<Presence>;
      if (!user) return [];
      const { id, color } = user as { id: UserId; name: string; color: string };
      const isSelf = client === awareness.clientID;
      const isOther = !isSelf && this.#agreement.isOther(id);
      return { user: id, name: names.of(id), color, isSelf, mayWrite: view.mayWrite(id), isOther };
    });
  }

  /** Names of people were learnt: whoever is here is called by them from now on. */
  #nameAnew(): void {
    const { awareness, names, onChange } = this.#input;
    const updated = [...this.#others.values()].flatMap(({ client, author }) => {
      const state = awareness.states.get(client) as Presence | undefined;
      const name = names.of(author);
      if (!state || state.user.name === name) return [];
      awareness.states.set(client, { ...state, user: { ...state.user, name } });
      return [client];
    });
    if (updated.length > 0) awareness.emit("change", [{ added: [], updated, removed: [] }, REMOTE]);
    onChange();
  }

  idle(): Promise<void> {
    return this.#turn;
  }

  end(): void {
    this.#cancel?.();
    this.#cancelTelling?.();
    this.#agreement.close();
    this.#isUp = false;
    this.#stopLearning();
    this.#input.awareness.off("update", this.#onUpdate);
  }

  #onUpdate = (_changes: unknown, origin: unknown): void => {
    if (origin === "local") this.#sendIn(SEND_EVERY_MS);
    else this.#input.onChange();
  };

  #sendIn(ms: number): void {
    if (!this.#isUp || (this.#cancel && ms > 0)) return;
    this.#cancel?.();
    this.#cancel = this.#input.clock.after(ms, () => {
      this.#cancel = null;
      this.#turn = this.#turn.then(() => this.#send()).catch(() => undefined);
    });
  }

  async #send(): Promise<void> {
    const { awareness, line } = this.#input;
    if (this.#isIdle === hasAll(awareness.getLocalState()))
      awareness.setLocalStateField("isLacking", this.#isIdle);
    const before = this.#sealers.connection;
    const sealing = await this.#sealers.next();
    if (this.#sealers.connection !== before) this.#input.onChange();
    if (!sealing || !this.#isUp || !awareness.getLocalState()) return;
    const update = new Uint8Array(encodeAwarenessUpdate(awareness, [awareness.clientID]));
    const told = await this.#agreement.tell();
    const wire = await sealing.sealer.seal("presence", encodePresence({ told, update }));
    if (this.#isUp) line.send(wire);
  }
}

/** Who is here and did not say that something is missing from his state. */
const hasAll = (state: Record<string, unknown> | null | undefined): boolean =>
  !!state && state.isLacking !== true;

/** The same for everybody. */
const colorOf = (client: number): string => COLORS[client % COLORS.length] ?? "#1f6feb";

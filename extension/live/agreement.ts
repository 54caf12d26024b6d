import { equalBytes } from "../../shared/bytes.ts";
import type { UserId } from "../../shared/ids.ts";
import { digestHeads } from "../../shared/live/covers.ts";
import type { Told } from "../../shared/live/frame-contents.ts";
import type { KeptFrames } from "./kept-frames.ts";
import { type OwnConnection, ownKey } from "./own-connection.ts";
import type { LiveClock } from "./surroundings.ts";

/**
 * Whether those who are here were given the same frames as this page. Each says now and then how far the session has come to him
 * and what he has of it that is whole; a portal that shows two people different halves cannot make that up.
 */

/** Said anew no more often than this. */
const TELL_EVERY_MS = 2000;
/** What somebody else has is here a moment later, or it is withheld. */
const LATE_MS = 8000;

interface Other {
  readonly author: UserId;
  /** The last word of his that could not be compared yet. */
  told: Told | null;
  /** The earliest place that he has reached and this page has not, and since when he is known to have. */
  ahead: { readonly position: number; sinceMs: number } | null;
  /** What he has is not here, though there was time enough for it to come. */
  isLate: boolean;
}

export interface AgreementInput {
  readonly kept: Pick<KeptFrames, "position" | "headsAt">;
  readonly clock: LiveClock;
  readonly onChange: () => void;
}

export class Agreement {
  readonly #input: AgreementInput;
  readonly #others = new Map<string, Other>();
  /** Who was given other frames than this page: that stays true, whoever leaves or catches up. */
  readonly #proven = new Set<UserId>();
  #told: Told | null = null;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;
  #isUp = false;

  constructor(input: AgreementInput) {
    this.#input = input;
  }

  lineUp(): void {
    this.#isUp = true;
    for (const { ahead } of this.#others.values()) if (ahead) ahead.sinceMs = this.#input.clock.nowMs();
  }

  lineDown(): void {
    this.#isUp = false;
  }

  close(): void {
    this.#cancel?.();
  }

  /** What this page has to say; null when it has just said something. */
  async tell(): Promise<Told | null> {
    const { kept, clock } = this.#input;
    const { position } = kept;
    if (position === this.#told?.position) return this.#told;
    const heads = kept.headsAt(position);
    if (!heads || clock.nowMs() - this.#toldAtMs < TELL_EVERY_MS) return null;
    this.#toldAtMs = clock.nowMs();
    this.#told = { position, heads: await digestHeads(heads) };
    return this.#told;
  }

  async hear(by: OwnConnection, told: Told): Promise<void> {
    const { author } = by;
    const other = this.#others.get(ownKey(by)) ?? { author, told, ahead: null, isLate: false };
    other.told = told;
    this.#others.set(ownKey(by), other);
    await this.check();
  }

  forget(by: OwnConnection): void {
    this.#others.delete(ownKey(by));
  }

  /** Whether somebody is given another session than this page. */
  isOther(author: UserId): boolean {
    const isLate = [...this.#others.values()].some((other) => other.author === author && other.isLate);
    return isLate || this.#proven.has(author);
  }

  /** Looks at all that could not be compared before. */
  async check(): Promise<void> {
    for (const other of this.#others.values()) {
      const before = this.isOther(other.author);
      await this.#compare(other);
      if (this.isOther(other.author) !== before) this.#input.onChange();
    }
    const isAnyAhead = [...this.#others.values()].some(({ ahead }) => ahead !== null);
    if (isAnyAhead && !this.#cancel)
      this.#cancel = this.#input.clock.after(LATE_MS, () => {
        this.#cancel = null;
        void this.check();
      });
  }

  async #compare(other: Other): Promise<void> {
    const { kept, clock } = this.#input;
    const { told } = other;
    if (other.ahead && other.ahead.position <= kept.position) other.ahead = null;
    if (told && told.position > kept.position)
      other.ahead ??= { position: told.position, sinceMs: clock.nowMs() };
    if (!other.ahead) other.isLate = false;
    else if (this.#isUp && clock.nowMs() - other.ahead.sinceMs >= LATE_MS) other.isLate = true;
    if (!told || told.position > kept.position) return;
    other.told = null;
    const heads = kept.headsAt(told.position);
    if (heads && !equalBytes(await digestHeads(heads), told.heads)) this.#proven.add(other.author);
  }
}

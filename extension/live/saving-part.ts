import type { BlobId } from "../../shared/ids.ts";
import type { Joining } from "./joining.ts";
import type { SavePoint } from "./live-session.ts";
import type { SessionPart } from "./session-part.ts";
import type { CoreInput } from "./surroundings.ts";
import type { Typing } from "./typing.ts";

interface SavingInput extends Pick<CoreInput, "queue"> {
  readonly joining: Joining;
  readonly typing: Typing;
}

/** What a save of this page says to the session, and a draft to this browser's disk. */
export class SavingPart {
  readonly #input: SavingInput;

  constructor(input: SavingInput) {
    this.#input = input;
  }

  point(): SavePoint {
    const { joining, typing } = this.#input;
    const { phase, part } = joining;
    const waiting = part?.text ?? [];
    if (phase === "synced" && part) return { session: part.session, ...part.kept.savePoint(), waiting };
    return { session: null, covers: new Map(), upTo: typing.aloneEdits, waiting };
  }

  async claim(
    part: Joining["part"],
    { version, blob, point }: { version: number; blob: BlobId; point: SavePoint },
  ): Promise<void> {
    if (part && part === this.#input.joining.inside) await part.claim(version, blob, within(part, point));
  }

  noteSaved(version: number, point: SavePoint): void {
    const { joining, typing } = this.#input;
    joining.standing.own.add(version);
    const { inside } = joining;
    if (inside) inside.tellSaved(version, within(inside, point));
    else if (point.session === null) typing.noteSavedAlone(point.upTo);
  }

  /** What waited when the draft was begun is in it. What the page holds of sessions that are no more was there before. */
  async noteDrafted({ waiting = [] }: SavePoint): Promise<void> {
    const { joining, queue } = this.#input;
    joining.left.noteDrafted();
    const isIn = new Set(waiting.map(({ connection, clock }) => `${connection} ${clock}`));
    const drafted = (joining.part?.text ?? []).filter(({ connection, clock }) =>
      isIn.has(`${connection} ${clock}`),
    );
    await Promise.all(drafted.map((frame) => queue.put({ ...frame, role: "drafted" })));
  }

  giveUp(): void {
    const { part, standing, left } = this.#input.joining;
    left.giveUp();
    if (part?.sending.isCutOff) part.drop();
    if (part && standing.isPassedBy(part.kept)) part.sayOver();
  }
}

/** What a point says of this session: of one that it was not taken in, nothing. */
const within = ({ session }: SessionPart, point: SavePoint): Pick<SavePoint, "covers" | "upTo"> =>
  point.session === session ? point : { covers: new Map(), upTo: 0 };

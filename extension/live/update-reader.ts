import { decodeUpdate } from "yjs";
import type { Bytes, Plain } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { ConnectionId } from "../../shared/ids.ts";
import type { Frame } from "../../shared/live/frame-check.ts";
import { parseUpdatePart, type UpdatePart } from "../../shared/live/frame-contents.ts";
import { Assembly } from "./assembly.ts";
import type { KnownLetters } from "./known-letters.ts";
import type { Acked } from "./outgoing.ts";
import type { WritingClients } from "./writing-clients.ts";

/** Updates out of their frames, whole and each under its author's own numbers. */
export class UpdateReader {
  readonly #clients: WritingClients;
  readonly #known: KnownLetters;
  readonly #parts = new Assembly<UpdatePart>();

  constructor(clients: WritingClients, known: KnownLetters) {
    this.#clients = clients;
    this.#known = known;
  }

  /** Nothing is waiting for the rest of it. */
  get isEmpty(): boolean {
    return this.#parts.isEmpty;
  }

  /** Whether the rest of an update is still to come on this connection. */
  isInside(connection: ConnectionId): boolean {
    return this.#parts.has(connection);
  }

  /** For what nobody has an order of yet, from what has been heard so far. */
  fork(): UpdateReader {
    const fork = new UpdateReader(this.#clients, this.#known);
    fork.#parts.join(this.#parts);
    return fork;
  }

  /** The update that ends in a frame of this browser's; null when more of it is to come, or its beginning is nowhere any more. */
  readOwn({ frame: { connection }, content, part }: Acked): Bytes | null {
    const plain = content.plains[part];
    if (content.kind !== "update" || !plain) return null;
    try {
      return this.#parts.add(connection, parseUpdatePart(plain))?.bytes ?? null;
    } catch {
      return null;
    }
  }

  /**
   * The update that ends in this frame; null when more of it is to come.
   * @throws OBJECT_MALFORMED for what is no update, for one that speaks under somebody else's number, and for one
   *   that deletes what somebody else is yet to write
   */
  async read(
    { author, connection }: Pick<Frame, "author" | "connection">,
    plain: Plain,
  ): Promise<Bytes | null> {
    const whole = this.#parts.add(connection, parseUpdatePart(plain));
    if (!whole) return null;
    const clients = new Set(decodeUpdate(whole.bytes).structs.map(({ id }) => id.client));
    if (!(await this.#clients.areOf(author, clients))) throw new AppError("OBJECT_MALFORMED");
    // What somebody deletes of others is there before
    if (!(await this.#clients.areOf(author, this.#known.deletedAhead(whole.bytes))))
      throw new AppError("OBJECT_MALFORMED");
    return whole.bytes;
  }
}

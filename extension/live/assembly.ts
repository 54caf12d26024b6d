import { type Bytes, concat } from "../../shared/bytes.ts";
import { AppError } from "../../shared/errors.ts";
import type { ConnectionId } from "../../shared/ids.ts";
import type { UpdatePart } from "../../shared/live/frame-contents.ts";

/** Puts together what came in several frames of one connection. */
export class Assembly<Part extends UpdatePart> {
  readonly #open = new Map<ConnectionId, Part[]>();

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  has(connection: ConnectionId): boolean {
    return this.#open.has(connection);
  }

  /** Takes over what has come to another one. */
  join(other: Assembly<Part>): void {
    for (const [connection, parts] of other.#open) this.#open.set(connection, [...parts]);
  }

  /**
   * Gives the first part and all bytes when this was the last part; null before that.
   * @throws OBJECT_MALFORMED when it is not the part that has to come; what came before it is forgotten
   */
  add(connection: ConnectionId, part: Part): { readonly first: Part; readonly bytes: Bytes } | null {
    const parts = this.#open.get(connection) ?? [];
    this.#open.delete(connection);
    if (part.part !== parts.length || part.parts !== (parts[0] ?? part).parts)
      throw new AppError("OBJECT_MALFORMED");
    parts.push(part);
    if (parts.length < part.parts) {
      this.#open.set(connection, parts);
      return null;
    }
    return { first: parts[0] ?? part, bytes: concat(...parts.map(({ bytes }) => bytes)) };
  }
}

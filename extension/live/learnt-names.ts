import type { UserId } from "../../shared/ids.ts";

/** What people are called as far as the portal's log has proven it to this page. Nobody is called by what he says of himself. */
export class LearntNames {
  readonly #somebody: string;
  readonly #known = new Map<UserId, string>();
  readonly #listeners = new Set<() => void>();

  /** @param somebody what whose name is not proven is called */
  constructor(somebody: string) {
    this.#somebody = somebody;
  }

  of(user: UserId): string {
    return this.#known.get(user) ?? this.#somebody;
  }

  learn(names: Iterable<readonly [UserId, string]>): void {
    for (const [user, name] of names) this.#known.set(user, name);
    for (const listener of this.#listeners) listener();
  }

  /** Gives what ends it. */
  onLearnt(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

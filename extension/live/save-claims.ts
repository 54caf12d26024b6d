import type { UserId } from "../../shared/ids.ts";
import { type Covers, isCovered } from "../../shared/live/covers.ts";
import type { Saved, SavedVersion } from "../../shared/live/frame-contents.ts";

/** That a version holds something, as somebody says before he appends it. */
export interface SaveClaim extends Saved {
  readonly author: UserId;
}

/** Who appended the version, if the log names it with the content that is claimed for it. */
export type AuthorOfClaim = (claim: SavedVersion) => UserId | null;

/** What people of a session have said to save. Each counts as soon as, and as long as, the log bears it out. */
export class SaveClaims {
  readonly #all: SaveClaim[] = [];
  readonly #named: SavedVersion[] = [];
  /** What a version holds although nobody said so: its bytes were to be saved once more. */
  #same: Covers = new Map();
  readonly #authorOf: AuthorOfClaim;

  constructor(authorOf: AuthorOfClaim) {
    this.#authorOf = authorOf;
  }

  note(claim: SaveClaim): void {
    this.#all.push(claim);
  }

  /** The snapshot that is gone on from says that it was saved out of the session, and not what it holds. */
  noteVersion(saved: SavedVersion): void {
    this.#named.push(saved);
  }

  /** Versions that were saved out of this session. Nobody speaks for another one's but in the state that is gone on from. */
  get versions(): ReadonlySet<number> {
    return new Set(this.#borneOut().map(({ version }) => version));
  }

  get newest(): SavedVersion | null {
    const newest = this.#borneOut().reduce<SavedVersion | null>(newerOf, null);
    return newest && { version: newest.version, blob: newest.blob };
  }

  /** A version that is there holds all this, as was found here. */
  noteSame(covers: Covers): void {
    this.#same = covers;
  }

  /** Whether the newest of them holds a frame. Nobody speaks for another one's. */
  hold(frame: Parameters<typeof isCovered>[1]): boolean {
    const claim = this.#own().reduce<SaveClaim | null>(newerOf, null);
    return (claim !== null && isCovered(claim.covers, frame)) || isCovered(this.#same, frame);
  }

  /** Whether somebody may say so of a version: it is his own, or it was heard here that this or a newer one was saved. */
  isHeard({ version, blob }: SavedVersion, by: UserId): boolean {
    const author = this.#authorOf({ version, blob });
    if (author === by || this.#borneOut().some((known) => known.version >= version)) return true;
    // The log may bear it out in a moment
    const said = [...this.#all, ...this.#named];
    return author === null && said.some((claim) => claim.version === version && claim.blob === blob);
  }

  #own(): SaveClaim[] {
    return this.#all.filter((claim) => this.#authorOf(claim) === claim.author);
  }

  #borneOut(): SavedVersion[] {
    const named = this.#named.filter((saved) => this.#authorOf(saved) !== null);
    return [...named, ...this.#own()];
  }
}

const newerOf = <Some extends SavedVersion>(newest: Some | null, saved: Some): Some =>
  newest && newest.version > saved.version ? newest : saved;

import type { LogView } from "../../extension/live/surroundings.ts";
import { asPlain, type Bytes, type Plain, randomBytes, toBase64Url, utf8 } from "../../shared/bytes.ts";
import { createSpaceKey } from "../../shared/crypto/space-key.ts";
import { type BlobId, createBlobId, createNodeId, parseSpaceId, type UserId } from "../../shared/ids.ts";
import type { SavedVersion } from "../../shared/live/frame-contents.ts";
import { LivePage } from "./live-page.ts";
import { LiveRelay } from "./live-relay.ts";
import type { Person } from "./people.ts";
import { SlowClock } from "./slow-clock.ts";

/** People with a page each in one document, and a portal that keeps its rules. */
export class LiveWorld {
  readonly clock = new SlowClock();
  readonly relay: LiveRelay;
  readonly pages: LivePage[] = [];
  /** The tokens of each version. */
  readonly versions: string[][] = [["seed"]];
  readonly readers = new Set<UserId>();
  /** They might write under some key of before. */
  readonly formerWriters = new Set<UserId>();
  generation = 1;
  readonly #space = parseSpaceId(toBase64Url(randomBytes(32)));
  readonly #node = createNodeId();
  readonly #keys = [createSpaceKey()];
  readonly #people: readonly Person[];
  readonly #saves = new Map<number, { readonly blob: BlobId; readonly author: UserId }>();

  constructor(persons: readonly Person[]) {
    this.#people = persons;
    this.relay = new LiveRelay({
      signPublicOf: (user) => this.#signPublicOf(user),
      mayWrite: (user) => this.#mayWrite(user),
      generation: () => this.generation,
      newestVersion: () => this.versions.length,
      head: () => this.#head(),
    });
    for (const person of persons) this.pages.push(new LivePage(this, person));
  }

  /** As an editor page saves: says what the version will hold, appends it, and tells that it is there. */
  async save({ core, person, tokens }: LivePage): Promise<void> {
    if (!core) return;
    const [point, version, blob] = [core.savePoint(), this.versions.length + 1, createBlobId()];
    // How long the word of it may take is the clock's affair
    void core.noteSaving(version, blob, point);
    this.versions.push(tokens);
    this.#saves.set(version, { blob, author: person.user });
    await core.noteSaved(version, point);
  }

  /** Somebody makes a version that holds nothing of any session. */
  saveOutside({ user }: Person, tokens: string[]): SavedVersion {
    const saved = { version: this.versions.length + 1, blob: createBlobId() };
    this.versions.push(tokens);
    this.#saves.set(saved.version, { blob: saved.blob, author: user });
    return saved;
  }

  renewKey(): void {
    this.generation++;
    this.#keys.push(createSpaceKey());
  }

  /** Everybody hears that the log has moved. */
  tellHead(): void {
    for (const { seat } of this.pages) seat?.down.push({ kind: "head", ...this.#head() });
  }

  #head() {
    return { space: this.#space, head: { seq: 0, hash: toBase64Url(new Uint8Array(32)) } };
  }

  bytesOf(version: number): Plain {
    return asPlain(utf8(JSON.stringify(this.versions[version - 1] ?? [])));
  }

  #signPublicOf(user: UserId): Bytes | undefined {
    return this.#people.find((person) => person.user === user)?.signPublic;
  }

  #mayWrite(user: UserId): boolean {
    return this.#signPublicOf(user) !== undefined && !this.readers.has(user);
  }

  viewOf(person: Person): LogView {
    const mayWrite = (user: UserId) => this.#mayWrite(user);
    return {
      ...{ space: this.#space, node: this.#node, user: person.user, signKey: person.signKey },
      generation: () => this.generation,
      spaceKey: (generation) => this.#keys[generation - 1] ?? null,
      signPublicOf: (user) => this.#signPublicOf(user),
      mayRead: (user) => this.#signPublicOf(user) !== undefined,
      mayWrite,
      couldWrite: async (user) => mayWrite(user) || this.formerWriters.has(user),
      newestVersion: () => this.versions.length,
      versionOf: (version) => this.#saves.get(version) ?? null,
      catchUp: async () => undefined,
    };
  }

  async idle(): Promise<void> {
    await Promise.all(this.pages.map(({ core }) => core?.idle()));
  }

  /** Each message is heard before the next one comes, as on a socket; ends with the line on which they came. */
  async #deliverDown(page: LivePage): Promise<void> {
    const { seat } = page;
    while (seat && page.seat === seat && seat.down.length > 0) {
      page.deliverDown();
      await page.core?.idle();
    }
  }

  /** So many times `ms` go by, and everything that is sent meanwhile arrives. */
  async flow(count: number, ms: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      this.clock.advance(ms);
      await this.idle();
      for (const page of this.pages) if (page.core) page.call();
      for (const page of this.pages) while (page.up.length > 0) await page.deliverUp();
      for (const page of this.pages) await this.#deliverDown(page);
      await this.idle();
    }
  }

  /** The page is killed when its line is down and something typed waits on its disk; then it is opened again. */
  async killUnsent(page: LivePage, token: string): Promise<void> {
    page.hangUp();
    page.type(token, 1);
    this.clock.advance(100);
    await this.idle();
    page.kill();
    page.open();
  }

  /** Lets everything arrive and everything that waits happen, until all is quiet. `isLeftOpen`: pages in doubt stay as they are. */
  async calm({ isLeftOpen = false } = {}): Promise<void> {
    for (let quiet = 0, round = 0; quiet < 4; round++) {
      if (round > 400) throw new Error("it never gets quiet");
      let isMoved = false;
      for (const page of this.pages) {
        if (!isLeftOpen && (page.isReplaced || page.core?.status === "apart")) {
          page.core?.giveUp();
          page.kill();
          page.open();
        }
        page.call();
        while (page.up.length > 0 || (page.seat?.down.length ?? 0) > 0) {
          isMoved = true;
          while (page.up.length > 0) await page.deliverUp();
          await this.#deliverDown(page);
        }
      }
      await this.idle();
      this.clock.advance(isMoved ? 200 : 4000);
      await this.idle();
      quiet = isMoved ? 0 : quiet + 1;
    }
  }

  close(): void {
    for (const page of this.pages) page.kill();
  }
}

/** A world of these people, each with a page in the same document, all quiet. */
export async function openWorld(...persons: readonly Person[]): Promise<LiveWorld> {
  const world = new LiveWorld(persons);
  for (const page of world.pages) page.open();
  await world.calm();
  return world;
}

export const textOf = (page: LivePage | undefined): string => page?.tokens.join(" ") ?? "";
export const refusedBy = (page: LivePage | undefined): number | undefined => page?.core?.refused;

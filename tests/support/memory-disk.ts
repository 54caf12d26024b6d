/** The browser's private file system and its locks, in memory; as much of them as Strongroom uses. */
export class MemoryDisk {
  readonly root: Folder = new Folder(this);
  readonly #held = new Map<string, Promise<unknown>>();
  /** Bytes that still fit on it. */
  freeBytes = Number.POSITIVE_INFINITY;

  /** What `navigator` has. */
  readonly navigator = {
    storage: { getDirectory: async () => this.root },
    locks: {
      request: (name: string, task: () => Promise<unknown>) => this.#request(name, task),
      query: async () => ({ held: [...this.#held.keys()].map((name) => ({ name })) }),
    },
  };

  /** The end of a thread gives its locks back. */
  release(name: string): void {
    this.#held.delete(name);
  }

  async #request(name: string, task: () => Promise<unknown>): Promise<unknown> {
    await this.#held.get(name);
    const done = task();
    this.#held.set(name, done);
    return done.finally(() => this.#held.delete(name));
  }
}

export class Folder {
  readonly entries = new Map<string, Folder | File>();
  readonly #disk: MemoryDisk;

  constructor(disk: MemoryDisk) {
    this.#disk = disk;
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<Folder> {
    const found = this.entries.get(name) ?? (create ? new Folder(this.#disk) : undefined);
    if (!(found instanceof Folder)) throw new DOMException("Nothing there", "NotFoundError");
    this.entries.set(name, found);
    return found;
  }

  async getFileHandle(name: string, { create = false } = {}) {
    if (create && !this.entries.has(name)) this.entries.set(name, new File([], name));
    return {
      createWritable: async () => this.#writeBeside(name),
      createSyncAccessHandle: async () => this.#write(name),
      getFile: async () => this.entries.get(name),
    };
  }

  /** What is written shows only once it is closed. */
  #writeBeside(name: string) {
    const access = this.#write(name);
    if (this.#disk.freeBytes <= 0) throw new DOMException("Full", "QuotaExceededError");
    let at = 0;
    return {
      write: async (bytes: Uint8Array<ArrayBuffer>) => {
        at += access.write(bytes, { at });
      },
      close: async () => void access.close(),
      abort: async () => undefined,
    };
  }

  #write(name: string) {
    let content = new Uint8Array(0);
    return {
      write: (bytes: Uint8Array<ArrayBuffer>, { at }: { at: number }): number => {
        if (bytes.length > this.#disk.freeBytes) throw new DOMException("Full", "QuotaExceededError");
        this.#disk.freeBytes -= bytes.length;
        const longer = new Uint8Array(at + bytes.length);
        longer.set(content);
        longer.set(bytes, at);
        content = longer;
        return bytes.length;
      },
      close: () => this.entries.set(name, new File([content], name)),
    };
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.entries.delete(name)) throw new DOMException("Nothing there", "NotFoundError");
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.entries.keys()];
  }
}

/** Notes each socket that is opened, and that it heard something: then it was let in. */
export class SocketNotes {
  readonly notes: string[] = [];
  readonly #honest = globalThis.WebSocket;

  constructor() {
    const { notes } = this;
    globalThis.WebSocket = class extends this.#honest {
      constructor(url: string | URL) {
        super(url);
        notes.push(new URL(url).pathname);
        this.addEventListener("message", () => notes.push("let in"), { once: true });
      }
    };
  }

  forget(): void {
    this.notes.length = 0;
  }

  close(): void {
    globalThis.WebSocket = this.#honest;
  }
}

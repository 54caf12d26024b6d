// The browser's extension API in memory: real behaviour for what we use, so that code of the extension runs in tests
// as it is. Storage goes through JSON, as Chromium's does, and tells about its changes.

type Listener = (...args: never[]) => unknown;

/** An event with the two methods that the API has, and one to fire it. */
class MemoryEvent<Callback extends Listener> {
  readonly listeners = new Set<Callback>();
  addListener = (callback: Callback): void => {
    this.listeners.add(callback);
  };
  removeListener = (callback: Callback): void => {
    this.listeners.delete(callback);
  };
  fire(...args: Parameters<Callback>): unknown[] {
    return [...this.listeners].map((callback) => callback(...args));
  }
}

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Items = Record<string, unknown>;

const onChanged = new MemoryEvent<(changes: Changes, area: string) => void>();

class MemoryArea {
  readonly items = new Map<string, string>();
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  async get(keys: null | string | string[] = null): Promise<Items> {
    const wanted = keys === null ? [...this.items.keys()] : [keys].flat();
    return Object.fromEntries(
      wanted.flatMap((key) => {
        const text = this.items.get(key);
        return text === undefined ? [] : [[key, JSON.parse(text)]];
      }),
    );
  }
  async set(items: Items): Promise<void> {
    const changes: Changes = {};
    for (const [key, newValue] of Object.entries(items)) {
      const before = this.items.get(key);
      this.items.set(key, JSON.stringify(newValue));
      changes[key] = { newValue, ...(before === undefined ? {} : { oldValue: JSON.parse(before) }) };
    }
    onChanged.fire(changes, this.#name);
  }
  async remove(keys: string | string[]): Promise<void> {
    const changes: Changes = {};
    for (const key of [keys].flat()) {
      const before = this.items.get(key);
      if (this.items.delete(key)) changes[key] = { oldValue: JSON.parse(before ?? "null") };
    }
    if (Object.keys(changes).length > 0) onChanged.fire(changes, this.#name);
  }
  async clear(): Promise<void> {
    await this.remove([...this.items.keys()]);
  }
  async setAccessLevel(): Promise<void> {}
}

interface Sender {
  readonly id: string;
  readonly url: string;
  readonly tab?: { readonly id: number };
}
interface Script {
  readonly id: string;
  readonly matches: readonly string[];
}

const ORIGIN = "chrome-extension://memory";
const local = new MemoryArea("local");
const session = new MemoryArea("session");
const granted = new Set<string>();
const scripts = new Map<string, Script>();
const alarms = new Map<string, unknown>();

/** What a test may look at and set. */
export const memory = {
  origin: ORIGIN,
  local,
  session,
  granted,
  scripts,
  alarms,
  openedTabs: [] as string[],
  /** The address in the tab under the popup, and whether the page there is a portal's. */
  activeTab: "",
  isPortal: false,
  badge: "",
  sender: { id: "memory", url: `${ORIGIN}/files.html` } as Sender,
  /** As after installing: nothing stored, nothing granted. Listeners stay. */
  reset(): void {
    local.items.clear();
    session.items.clear();
    granted.clear();
    scripts.clear();
    alarms.clear();
    memory.openedTabs.length = 0;
    memory.activeTab = "";
    memory.isPortal = false;
  },
};

const onMessage = new MemoryEvent<(message: unknown, sender: Sender) => Promise<unknown> | undefined>();

const browser = {
  storage: { local, session, onChanged },
  runtime: {
    id: "memory",
    onMessage,
    onInstalled: new MemoryEvent<() => void>(),
    onStartup: new MemoryEvent<() => void>(),
    getManifest: () => ({ version: "0.0.0" }),
    getURL: (path: string) => new URL(path, ORIGIN).href,
    /** Without a background that listens, everything is fine and nothing happens. */
    async sendMessage(message: unknown): Promise<unknown> {
      const answers = onMessage.fire(message, memory.sender);
      return answers.length === 0 ? { ok: true, value: null } : await answers.find((each) => each);
    },
  },
  permissions: {
    onAdded: new MemoryEvent<(permissions: { origins?: string[] }) => void>(),
    onRemoved: new MemoryEvent<(permissions: { origins?: string[] }) => void>(),
    contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.has(origin)),
    request: async ({ origins }: { origins: string[] }) => {
      for (const origin of origins) granted.add(origin);
      return true;
    },
    remove: async ({ origins }: { origins: string[] }) => {
      for (const origin of origins) granted.delete(origin);
      return true;
    },
  },
  alarms: {
    onAlarm: new MemoryEvent<(alarm: { name: string }) => void>(),
    create: async (name: string, info: unknown) => void alarms.set(name, info),
    clear: async (name: string) => alarms.delete(name),
    get: async (name: string) => alarms.get(name),
  },
  idle: {
    onStateChanged: new MemoryEvent<(state: string) => void>(),
    setDetectionInterval: () => undefined,
  },
  commands: { onCommand: new MemoryEvent<(command: string) => void>() },
  action: {
    setBadgeText: async ({ text }: { text: string }) => {
      memory.badge = text;
    },
    setBadgeBackgroundColor: async () => undefined,
    setTitle: async () => undefined,
  },
  scripting: {
    executeScript: async () => [{ result: memory.isPortal }],
    getRegisteredContentScripts: async () => [...scripts.values()],
    registerContentScripts: async (added: Script[]) => {
      for (const script of added) scripts.set(script.id, script);
    },
    unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
      for (const id of ids) scripts.delete(id);
    },
  },
  tabs: {
    create: async ({ url }: { url: string }) => void memory.openedTabs.push(url),
    get: async (id: number) => ({ id, url: memory.activeTab }),
    update: async (_id: number, { url }: { url: string }) => {
      memory.activeTab = url;
    },
    reload: async () => undefined,
    query: async () => (memory.activeTab === "" ? [] : [{ id: 1, url: memory.activeTab }]),
  },
};

// The polyfill that this stands in for has a default export
// biome-ignore lint/style/noDefaultExport: see above
export default browser;

import { AppError, STORAGE_CODES } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";

/** The extension's IndexedDB: logs and lockboxes as the portal sent them, and sealed drafts. Nothing in it was ever opened. */

const NAME = "strongroom";
const VERSION = 3;
/** Before, the keys of `frames` named no space: nobody can tell whose they are. */
const FRAMES_SINCE = 3;
/** `entries`: [origin, space, seq] -> wire. `spaces`: [origin, space] -> pins, [origin, space, "unsettled"] -> wire. `drafts`: [origin, space, node] -> sealed draft. `frames`: [origin, space, node, connection, clock] -> sealed frame. */
const STORES = ["entries", "spaces", "drafts", "frames"] as const;
export type StoreName = (typeof STORES)[number];

let connection: Promise<IDBDatabase> | undefined;

function connect(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = ({ oldVersion }) => {
    const { result } = opening;
    const has = (store: StoreName) => result.objectStoreNames.contains(store);
    if (oldVersion < FRAMES_SINCE && has("frames")) result.deleteObjectStore("frames");
    for (const store of STORES) if (!has(store)) result.createObjectStore(store);
  };
  return settled(opening).then((db) => {
    // Another page may delete or upgrade it; the next use connects again
    db.onversionchange = () => {
      db.close();
      connection = undefined;
    };
    db.onclose = () => {
      connection = undefined;
    };
    return db;
  });
}

/** A request's result as a promise. */
export function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A connection that another page made close is opened again, once. */
async function begin(name: StoreName, mode: IDBTransactionMode): Promise<IDBTransaction> {
  connection ??= connect();
  try {
    return (await connection).transaction(name, mode);
  } catch {
    connection = connect();
    return (await connection).transaction(name, mode);
  }
}

/** A failure undoes what the transaction did. */
async function runIn<Result>(transaction: IDBTransaction, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AppError) transaction.abort();
    throw error;
  }
}

/** Everything that is kept of a portal, drafts too. */
export async function forgetPortalData(origin: PortalOrigin): Promise<void> {
  // Arrays sort after all other keys, so this is every key that begins with the origin
  const range = IDBKeyRange.bound([origin], [origin, []]);
  for (const name of STORES) await transact(name, "readwrite", (store) => settled(store.delete(range)));
}

/**
 * Runs requests on one store as one transaction and waits until it is on disk. `run` may be called twice: browsers end
 * transactions for passing reasons, and what such a one did is undone.
 * @throws what `run` throws as AppError, then nothing is written; BROWSER_STORAGE_FULL; BROWSER_STORAGE_BROKEN for any other
 * reason of the browser's
 */
export async function transact<Result>(
  name: StoreName,
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  try {
    return await transactOnce(name, mode, run).catch((cause: unknown) => {
      if (cause instanceof AppError || isFull(cause)) throw cause;
      connection = undefined;
      return transactOnce(name, mode, run);
    });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    connection = undefined;
    throw new AppError(isFull(cause) ? "BROWSER_STORAGE_FULL" : "BROWSER_STORAGE_BROKEN", { cause });
  }
}

/** Whether it failed because this browser keeps nothing at the moment. */
export const isOfStorage = (error: unknown): boolean =>
  error instanceof AppError && STORAGE_CODES.has(error.code);

const isFull = (cause: unknown): boolean =>
  cause instanceof DOMException && cause.name === "QuotaExceededError";

async function transactOnce<Result>(
  name: StoreName,
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const transaction = await begin(name, mode);
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  const running = runIn(transaction, () => run(transaction.objectStore(name)));
  const [result] = await Promise.all([running, done]);
  return result;
}

/** IndexedDB as it is in a browser that has trouble with it. */

const { put, get, getAll } = IDBObjectStore.prototype;

interface Trouble {
  readonly name: "QuotaExceededError" | "UnknownError";
  /** Writes that succeed before, and that fail then. */
  readonly after?: number;
  readonly times?: number;
}

/** Makes writes fail. Gives the function that ends it. */
export function failWrites({ name, after = 0, times = Number.POSITIVE_INFINITY }: Trouble): () => void {
  let count = 0;
  IDBObjectStore.prototype.put = function troubled(...given) {
    count += 1;
    if (count <= after || count > after + times) return put.apply(this, given);
    this.transaction.abort();
    throw new DOMException("", name);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}

/** Makes reads fail. Gives the function that ends it. */
export function failReads(name: "UnknownError"): () => void {
  const troubled = function (this: IDBObjectStore): never {
    this.transaction.abort();
    throw new DOMException("", name);
  };
  Object.assign(IDBObjectStore.prototype, { get: troubled, getAll: troubled });
  return () => {
    Object.assign(IDBObjectStore.prototype, { get, getAll });
  };
}

/**
 * What differs between two values of plain data, as the smallest fields that do; and the way back. Two people who change
 * different fields of one thing thus never undo each other.
 */

/** The way to a field, names and positions joined. Empty is the whole value. */
export type FieldPath = string;

/** A field's new value; undefined when it is no longer there. */
export type FieldChanges = Map<FieldPath, unknown>;

type Fields = Readonly<Record<string, unknown>>;

/** Cannot occur in a name of XML, and so in no field of the library's. */
const SEPARATOR = "\t";

/** Begins the name of a thing in a list by its id. */
const ID = "#";

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) === Object.prototype;

const below = (path: FieldPath, name: string): FieldPath =>
  path === "" ? name : `${path}${SEPARATOR}${name}`;

export const isBelow = (path: FieldPath, above: FieldPath): boolean =>
  above === "" ? path !== "" : path.startsWith(above + SEPARATOR);

function sameBytes(before: unknown, after: unknown): boolean {
  if (!(before instanceof Uint8Array && after instanceof Uint8Array)) return false;
  return before.length === after.length && before.every((byte, i) => byte === after[i]);
}

/** A list whose things have ids of their own is told apart by them, so that two people can add to it. */
function byId(value: unknown): ReadonlyMap<string, Fields> | null {
  if (!Array.isArray(value)) return null;
  const things = value.flatMap((each): [string, Fields][] =>
    isFields(each) && typeof each.id === "string" ? [[each.id, each]] : [],
  );
  const made = new Map(things);
  return made.size === value.length ? made : null;
}

/** True when the things that stay stand in the order they stood in, and new ones behind them. */
function isOnlyLonger(before: ReadonlyMap<string, Fields>, after: ReadonlyMap<string, Fields>): boolean {
  const kept = [...before.keys()].filter((id) => after.has(id));
  return [...after.keys()].slice(0, kept.length).join("\n") === kept.join("\n");
}

function collectById(
  path: FieldPath,
  before: ReadonlyMap<string, Fields>,
  after: ReadonlyMap<string, Fields>,
  changes: FieldChanges,
): void {
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    collect(below(path, ID + id), before.get(id), after.get(id), changes);
  }
}

function collect(path: FieldPath, before: unknown, after: unknown, changes: FieldChanges): void {
  if (Object.is(before, after) || sameBytes(before, after)) return;
  if (isFields(before) && isFields(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      collect(below(path, name), before[name], after[name], changes);
    }
    return;
  }
  const [things, thingsNow] = [byId(before), byId(after)];
  if (things !== null && thingsNow !== null && isOnlyLonger(things, thingsNow)) {
    collectById(path, things, thingsNow, changes);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (let i = 0; i < after.length; i += 1) collect(below(path, String(i)), before[i], after[i], changes);
    return;
  }
  changes.set(path, after);
}

/** The fields in which `after` differs. A list of things without ids that became longer or shorter is one field. */
export function changesBetween(before: Fields, after: Fields): FieldChanges {
  const changes: FieldChanges = new Map();
  collect("", before, after, changes);
  return changes;
}

function withThing(
  things: readonly unknown[],
  id: string,
  deeper: readonly string[],
  field: unknown,
): unknown[] {
  const isIt = (each: unknown): boolean => isFields(each) && each.id === id;
  const next = withField(things.find(isIt), deeper, field);
  if (next === undefined) return things.filter((each) => !isIt(each));
  return things.some(isIt) ? things.map((each) => (isIt(each) ? next : each)) : [...things, next];
}

function withField(value: unknown, names: readonly string[], field: unknown): unknown {
  const [name, ...deeper] = names;
  if (name === undefined) return field;
  if (name.startsWith(ID) && (value === undefined || Array.isArray(value))) {
    return withThing(value ?? [], name.slice(ID.length), deeper, field);
  }
  if (Array.isArray(value)) {
    return value.map((each, i) => (String(i) === name ? withField(each, deeper, field) : each));
  }
  const fields: Record<string, unknown> = isFields(value) ? { ...value } : {};
  const next = withField(fields[name], deeper, field);
  if (next === undefined) delete fields[name];
  else
    Object.defineProperty(fields, name, {
      value: next,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  return fields;
}

/** `value` with the changes made, whole fields before the fields inside them, so that everybody comes to the same. */
export function withChanges(value: unknown, changes: FieldChanges): unknown {
  const depth = (path: FieldPath): number => (path === "" ? 0 : path.split(SEPARATOR).length);
  const ordered = [...changes].sort(([a], [b]) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return ordered.reduce<unknown>(
    (made, [path, field]) => withField(made, path === "" ? [] : path.split(SEPARATOR), field),
    value,
  );
}

const BYTES = "\tbytes";

/** Plain data with byte arrays in it as text, and back. */
export function writeField(value: unknown): string {
  if (value === undefined) return "";
  return JSON.stringify(value, (_name, each: unknown) =>
    each instanceof Uint8Array
      ? { [BYTES]: Array.from(each, (byte) => String.fromCharCode(byte)).join("") }
      : each,
  );
}

/** @throws SyntaxError when it was not written by {@link writeField} */
export function readField(text: string): unknown {
  if (text === "") return undefined;
  return JSON.parse(text, (_name, each: unknown) => {
    const bytes = isFields(each) ? each[BYTES] : undefined;
    return typeof bytes === "string" ? Uint8Array.from(bytes, (char) => char.charCodeAt(0)) : each;
  });
}

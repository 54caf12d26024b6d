import * as v from "valibot";
import browser from "webextension-polyfill";
import { AppError } from "../../shared/errors.ts";

/**
 * Items of the browser's storage, read through a schema: what another version or another program left there is
 * outside, too. `session` lives in memory and is emptied when the browser ends; `local` holds nothing that opens anything.
 */

type Area = "local" | "session";
type Schema = v.GenericSchema<unknown, unknown>;

export interface StoredItem<Item extends Schema> {
  /** Null when there is none, or none that can be understood. */
  read(): Promise<v.InferOutput<Item> | null>;
  /** @throws BROWSER_STORAGE_FULL */
  write(value: v.InferInput<Item>): Promise<void>;
  remove(): Promise<void>;
}

function parsed<Item extends Schema>(schema: Item, value: unknown): v.InferOutput<Item> | null {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}

async function put(area: Area, key: string, value: unknown): Promise<void> {
  try {
    await browser.storage[area].set({ [key]: value });
  } catch (cause) {
    throw new AppError("BROWSER_STORAGE_FULL", { cause });
  }
}

export const storedItem = <Item extends Schema>(area: Area, key: string, schema: Item): StoredItem<Item> => ({
  read: async () => parsed(schema, (await browser.storage[area].get(key))[key]),
  write: (value) => put(area, key, value),
  remove: () => browser.storage[area].remove(key),
});

/** All items whose key starts with `prefix` and that can be understood. */
export async function readAll<Item extends Schema>(
  area: Area,
  prefix: string,
  schema: Item,
): Promise<v.InferOutput<Item>[]> {
  const items = Object.entries(await browser.storage[area].get(null));
  return items.filter(([key]) => key.startsWith(prefix)).flatMap(([, value]) => parsed(schema, value) ?? []);
}

import * as v from "valibot";
import { storedItem } from "./stored.ts";

/** How this browser's extension behaves; the same for all portals. */

const settings = v.strictObject({
  /** After how long without activity everything locks. */
  idleMinutes: v.fallback(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(480)), 15),
  theme: v.fallback(v.picklist(["system", "light", "dark"]), "system"),
  /** A language tag, or null for the browser's. */
  locale: v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(35))), null),
});

export type Settings = v.InferOutput<typeof settings>;

const DEFAULTS: Settings = { idleMinutes: 15, theme: "system", locale: null };
const record = storedItem("local", "settings", settings);

export const readSettings = async (): Promise<Settings> => (await record.read()) ?? DEFAULTS;

/** Changes what is named and keeps the rest. */
export async function saveSettings(changes: Partial<Settings>): Promise<void> {
  await record.write({ ...(await readSettings()), ...changes });
}

import { type Brand, utf8 } from "../bytes.ts";
import { AppError } from "../errors.ts";
import { normalizeName, parseName } from "./names.ts";

/** A room's title that went through {@link parseRoomTitle}. */
export type RoomTitle = Brand<string, "RoomTitle">;

const TITLE_MAX_CHARACTERS = 100;
const TITLE_MAX_BYTES = 500;

/**
 * Checks a title: 1 to 100 characters, at most 500 B of UTF-8, otherwise as a file's name.
 * @throws NAME_INVALID
 */
export function parseRoomTitle(value: unknown): RoomTitle {
  const title = parseName(value);
  if ([...title].length > TITLE_MAX_CHARACTERS || utf8(title).length > TITLE_MAX_BYTES)
    throw new AppError("NAME_INVALID");
  return `${title}` as RoomTitle;
}

/**
 * Takes what a person typed: NFC, no white space around.
 * @throws NAME_INVALID
 */
export const normalizeRoomTitle = (typed: string): RoomTitle => parseRoomTitle(normalizeName(typed));

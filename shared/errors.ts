/**
 * Every way in which something can fail, as a table. A new cause is a new row.
 * `status` is the HTTP status when the Worker answers with it (0: never sent by the Worker);
 * `seenBy` tells who meets it; `says` is the English sentence (translations: extension/ui/strings).
 */
interface ErrorRow {
  readonly status: number;
  readonly seenBy: "person" | "operator";
  readonly says: string;
}

export const ERRORS = {
  // What was sent
  BODY_MALFORMED: {
    status: 400,
    seenBy: "person",
    says: "The request was not understood. Nothing was changed. Reload the page; if it happens again, update the extension.",
  },
  BODY_TOO_LARGE: {
    status: 413,
    seenBy: "person",
    says: "This is more than can be sent at once. Nothing was changed.",
  },
  NOT_FOUND: {
    status: 404,
    seenBy: "person",
    says: "This does not exist, or not for you. Ask whoever sent you the link.",
  },
  METHOD_REFUSED: {
    status: 405,
    seenBy: "operator",
    says: "That address does not take this kind of request.",
  },
  ORIGIN_REFUSED: { status: 403, seenBy: "operator", says: "Requests from other web pages are refused." },
  INTERNAL: {
    status: 500,
    seenBy: "person",
    says: "The portal had a fault. Nothing was changed. Try again in a moment.",
  },
  STORAGE_FAILED: {
    status: 503,
    seenBy: "person",
    says: "The portal’s storage did not take this. Nothing was changed. Try again in a moment.",
  },
  STORAGE_FULL: {
    status: 507,
    seenBy: "person",
    says: "The portal’s storage is full. Nothing was changed. Tell your administrator.",
  },
  RATE_LIMITED: { status: 429, seenBy: "person", says: "Too many tries. Wait a minute, then try again." },

  // Who asks
  SESSION_MISSING: {
    status: 401,
    seenBy: "person",
    says: "You are signed out. Unlock to go on; nothing is lost.",
  },
  SESSION_EXPIRED: {
    status: 401,
    seenBy: "person",
    says: "Your session has ended. Unlock to go on; nothing is lost.",
  },
  SESSION_ENDED: {
    status: 401,
    seenBy: "person",
    says: "You ended this session on another device. Unlock to go on; nothing is lost.",
  },
  LOGIN_REFUSED: {
    status: 401,
    seenBy: "person",
    says: "That did not match. Check the e-mail address and the passphrase, and try again.",
  },
  RIGHT_MISSING: {
    status: 403,
    seenBy: "person",
    says: "You may not do this here. Ask the owner or an administrator.",
  },
  PRIVATE_ROOM_OFF: {
    status: 403,
    seenBy: "person",
    says: "The Private Room is switched off on this portal. Nothing is lost. The Owner or a DocSpace admin can switch it on.",
  },
  CLOCK_WRONG: {
    status: 400,
    seenBy: "person",
    says: "This computer’s clock is wrong. Nothing was changed. Set date and time, then try again.",
  },

  // Setup
  SETUP_CLOSED: {
    status: 409,
    seenBy: "person",
    says: "This portal has its owner already. Sign in instead.",
  },
  SETUP_TOKEN_WRONG: {
    status: 403,
    seenBy: "person",
    says: "This setup link is not the portal’s. Take the newest one from where the portal was started.",
  },

  // Logs
  ENTRY_MALFORMED: {
    status: 400,
    seenBy: "person",
    says: "A change could not be read. Nothing was changed.",
  },
  ENTRY_SIGNATURE: {
    status: 403,
    seenBy: "person",
    says: "A change does not carry its author’s signature and was refused.",
  },
  ENTRY_REFUSED: {
    status: 409,
    seenBy: "person",
    says: "This change does not fit what is there now. Nothing was changed. Reload and try again.",
  },
  HEAD_MOVED: {
    status: 409,
    seenBy: "person",
    says: "Something was changed at the same time. Nothing was lost; trying again.",
  },
  LOG_FORKED: {
    status: 0,
    seenBy: "person",
    says: "The portal shows a different history than before. Nothing was opened. Tell your administrator, and compare with a colleague.",
  },
  LOG_SHORTENED: {
    status: 0,
    seenBy: "person",
    says: "The portal shows an older state than this browser has seen. Nothing was opened. Tell your administrator.",
  },
  PORTAL_CHANGED: {
    status: 0,
    seenBy: "person",
    says: "At this address answers another portal than the one that you connected. Nothing was sent to it.",
  },
  ANSWER_MALFORMED: {
    status: 0,
    seenBy: "person",
    says: "The portal’s answer was not understood. Nothing was changed. Try again, or update the extension.",
  },

  // People and rooms
  KEY_STALE: {
    status: 409,
    seenBy: "person",
    says: "Somebody left this place, and its new key is not made yet. Nothing was changed. It is made as soon as a member who may write here is online.",
  },
  INVITATION_OVER: {
    status: 410,
    seenBy: "person",
    says: "This invitation was used, withdrawn or has run out. Ask for a new one.",
  },
  EMAIL_TAKEN: {
    status: 409,
    seenBy: "person",
    says: "Somebody on this portal has this e-mail address already. Sign in instead, or use another.",
  },
  GUESTS_REFUSED: {
    status: 403,
    seenBy: "person",
    says: "This portal takes no guests. Nothing was changed. The Owner or a DocSpace admin can allow them.",
  },
  ROOMS_LEFT: {
    status: 409,
    seenBy: "person",
    says: "This person still owns rooms. Nothing was changed. Give them to somebody else first.",
  },
  ROOM_ARCHIVED: {
    status: 409,
    seenBy: "person",
    says: "This room is in the archive. Nothing was changed. Restore it first.",
  },
  NOT_VERIFIED: {
    status: 0,
    seenBy: "person",
    says: "This portal shares only with people whose safety number you compared. Nothing was shared.",
  },
  KEYS_MISSING: {
    status: 409,
    seenBy: "person",
    says: "This person has no keys yet. Nothing was changed. It works once the invitation was accepted.",
  },
  PORTAL_REMOVED: {
    status: 410,
    seenBy: "person",
    says: "This portal was removed by its Owner. Nothing is kept there any more.",
  },

  // Files
  VERSION_CONFLICT: {
    status: 409,
    seenBy: "person",
    says: "A newer version was saved elsewhere. Your changes are safe here. Keep both, or open the newer version.",
  },
  FILE_SHARED: {
    status: 0,
    seenBy: "person",
    says: "This file was shared meanwhile and has a place of its own since. Your changes are safe here. Open it again to go on with them.",
  },
  WORK_WAITING: {
    status: 0,
    seenBy: "person",
    says: "Something that was typed into this file is not saved yet. Nothing was changed. Open it, wait until it is saved, and share it then.",
  },
  LIVE_CROWDED: {
    status: 0,
    seenBy: "person",
    says: "You have opened and changed this document so often while others worked in it that the portal passes on no more of your changes. They are safe here. Keep them as a copy, or open the document again when everybody has left it.",
  },
  NAME_TAKEN: {
    status: 0,
    seenBy: "person",
    says: "Something of this name is here already and is never overwritten. Keep both under a new name, or stop.",
  },
  NAME_INVALID: {
    status: 0,
    seenBy: "person",
    says: "This name cannot be used. Leave out slashes and invisible characters, and stay below 256 characters.",
  },
  FOLDER_TOO_DEEP: {
    status: 409,
    seenBy: "person",
    says: "Folders can be nested 32 deep. Nothing was changed.",
  },
  SPACE_FULL: {
    status: 409,
    seenBy: "person",
    says: "This place holds as many items as it can. Nothing was changed.",
  },
  FILE_TOO_LARGE: {
    status: 413,
    seenBy: "person",
    says: "Files can be up to 4 GiB. This one was not uploaded.",
  },
  FILE_CHANGED: {
    status: 0,
    seenBy: "person",
    says: "The file on this computer changed while it was read. Nothing was uploaded. Try again.",
  },
  FILE_NOT_WRITTEN: {
    status: 0,
    seenBy: "person",
    says: "There is no room for this file: the disk or this browser’s storage is full. Nothing of it was kept. Free some space, then try again.",
  },
  BLOB_INCOMPLETE: {
    status: 409,
    seenBy: "person",
    says: "The upload did not finish. Nothing was changed. Try again.",
  },
  PART_EXISTS: { status: 409, seenBy: "operator", says: "This part is there already." },
  RANGE_REFUSED: { status: 416, seenBy: "operator", says: "That range lies outside the content." },
  UPLOAD_CANCELLED: { status: 0, seenBy: "person", says: "Upload cancelled. Nothing of it was kept." },

  // Opening what was sealed
  SUITE_UNKNOWN: {
    status: 400,
    seenBy: "person",
    says: "This was sealed in a way that this version does not know. Update the extension.",
  },
  OBJECT_MALFORMED: {
    status: 400,
    seenBy: "person",
    says: "This is damaged and was not opened. Nothing was changed.",
  },
  SIGNATURE_WRONG: { status: 403, seenBy: "person", says: "A signature does not match. Nothing was opened." },
  CONTEXT_WRONG: {
    status: 0,
    seenBy: "person",
    says: "The portal delivered something that belongs elsewhere. Nothing was opened.",
  },
  CIPHERTEXT_DAMAGED: {
    status: 0,
    seenBy: "person",
    says: "This is damaged or was changed on the way. Nothing of it is shown. Try again, or open an earlier version.",
  },
  STREAM_TRUNCATED: {
    status: 0,
    seenBy: "person",
    says: "This file’s end is missing. Nothing was changed. Try again, or open an earlier version.",
  },
  KEY_MISSING: {
    status: 0,
    seenBy: "person",
    says: "You have no key for this. Ask the owner to share it with you.",
  },

  // Unlocking
  LOCKED: { status: 0, seenBy: "person", says: "Strongroom is locked. Unlock to go on; nothing is lost." },
  UNLOCK_REFUSED: {
    status: 0,
    seenBy: "person",
    says: "That did not unlock it. Check what you typed and try again.",
  },
  UNLOCK_WAIT: { status: 0, seenBy: "person", says: "Too many wrong tries. Wait a little, then try again." },
  KDF_REFUSED: {
    status: 0,
    seenBy: "person",
    says: "The portal asked for a weaker protection of your passphrase. Nothing was derived or sent.",
  },
  KIT_MISTYPED: {
    status: 0,
    seenBy: "person",
    says: "That is not a whole recovery kit. Check each group and try again.",
  },
  PASSPHRASE_WEAK: { status: 0, seenBy: "person", says: "This passphrase is too easy to guess. Add words." },
  BROWSER_STORAGE_FULL: {
    status: 0,
    seenBy: "person",
    says: "This browser’s storage is full, so unsaved work cannot be kept safe here. Free some space or download a copy.",
  },
  BROWSER_STORAGE_BROKEN: {
    status: 0,
    seenBy: "person",
    says: "This browser’s storage does not work, so unsaved work cannot be kept safe here. Reload the page or restart the browser.",
  },

  // Reaching the portal
  OFFLINE: {
    status: 0,
    seenBy: "person",
    says: "The portal cannot be reached. Your work is kept here and is sent when it is back.",
  },
  PERMISSION_MISSING: {
    status: 0,
    seenBy: "person",
    says: "The browser does not let Strongroom talk to this portal yet. Allow it, then try again.",
  },
  NOT_A_PORTAL: { status: 0, seenBy: "person", says: "There is no Strongroom portal at this address." },

  // Documents
  DOCUMENT_EMPTY: {
    status: 0,
    seenBy: "person",
    says: "This file is empty. Nothing was changed. Download it, or delete it and create a new document.",
  },
  DOCUMENT_NOT_PACKAGE: {
    status: 0,
    seenBy: "person",
    says: "This is not a document of the kind its name says. Nothing was changed. You can download it as it is.",
  },
  DOCUMENT_PASSWORD_PROTECTED: {
    status: 0,
    seenBy: "person",
    says: "This document has a password of its own. Nothing was changed. Download it, remove the password and upload it again.",
  },
  DOCUMENT_OLD_FORMAT: {
    status: 0,
    seenBy: "person",
    says: "This document has the old binary format. Nothing was changed. Save it as .docx and upload it again.",
  },
  DOCUMENT_DAMAGED: {
    status: 0,
    seenBy: "person",
    says: "This document is damaged and cannot be shown. Nothing was changed. You can download it as it is.",
  },
  DOCUMENT_TOO_LARGE: {
    status: 0,
    seenBy: "person",
    says: "This document is too large to edit here. Nothing was changed. You can download it.",
  },
  DOCUMENT_BOMB: {
    status: 0,
    seenBy: "person",
    says: "This document unpacks to an absurd size and was not opened. Nothing was changed.",
  },
  DOCUMENT_WRONG_KIND: {
    status: 0,
    seenBy: "person",
    says: "This file holds another kind of document than its name says. Nothing was changed. Rename it, or download it.",
  },
  DOCUMENT_UNSAFE_XML: {
    status: 0,
    seenBy: "person",
    says: "This document contains declarations that could harm and was not opened. Nothing was changed.",
  },
  EDITOR_FAILED: {
    status: 0,
    seenBy: "person",
    says: "The editor could not show this document. Nothing was changed. You can download it as it is.",
  },
  EDITOR_EXPORT_FAILED: {
    status: 0,
    seenBy: "person",
    says: "The editor could not write this document. The version before is untouched and your changes are kept here.",
  },
} as const satisfies Record<string, ErrorRow>;

/** A cause of failure: a key of {@link ERRORS}. */
export type ErrorCode = keyof typeof ERRORS;

/** True for a code of the table; anything a server sends goes through here first. */
export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === "string" && Object.hasOwn(ERRORS, code);

/** Failures of this browser's own storage: neither the portal nor a connection that comes back helps with them. */
export const STORAGE_CODES: ReadonlySet<ErrorCode> = new Set([
  "BROWSER_STORAGE_FULL",
  "BROWSER_STORAGE_BROKEN",
]);

/**
 * The one error class. It carries a code and nothing else: no names, keys, ids or content.
 * `cause` stays in memory for the debugger and is never sent or logged.
 */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = "AppError";
    this.code = code;
  }
}

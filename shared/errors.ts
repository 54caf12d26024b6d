/**
 * Every way in which something can fail, as a table: its HTTP status when the Worker answers with it (0: never sent by the
 * Worker). A new cause is a new row here and a sentence in each language (`extension/ui/strings/errors`), or it does not compile.
 */
export const ERRORS = {
  // What was sent
  BODY_MALFORMED: 400,
  BODY_TOO_LARGE: 413,
  NOT_FOUND: 404,
  METHOD_REFUSED: 405,
  ORIGIN_REFUSED: 403,
  INTERNAL: 500,
  STORAGE_FAILED: 503,
  STORAGE_FULL: 507,
  RATE_LIMITED: 429,

  // Who asks
  SESSION_MISSING: 401,
  SESSION_EXPIRED: 401,
  SESSION_ENDED: 401,
  LOGIN_REFUSED: 401,
  RIGHT_MISSING: 403,
  PRIVATE_ROOM_OFF: 403,
  CLOCK_WRONG: 400,

  // Setup
  SETUP_CLOSED: 409,
  SETUP_TOKEN_WRONG: 403,

  // Logs
  ENTRY_MALFORMED: 400,
  ENTRY_SIGNATURE: 403,
  ENTRY_REFUSED: 409,
  HEAD_MOVED: 409,
  LOG_FORKED: 0,
  LOG_SHORTENED: 0,
  PORTAL_CHANGED: 0,
  ANSWER_MALFORMED: 0,

  // People and rooms
  KEY_STALE: 409,
  INVITATION_OVER: 410,
  EMAIL_TAKEN: 409,
  GUESTS_REFUSED: 403,
  ROOMS_LEFT: 409,
  ROOM_ARCHIVED: 409,
  NOT_VERIFIED: 0,
  KEYS_MISSING: 409,
  PORTAL_REMOVED: 410,

  // Files
  VERSION_CONFLICT: 409,
  FILE_SHARED: 0,
  WORK_WAITING: 0,
  LIVE_CROWDED: 0,
  NAME_TAKEN: 0,
  NAME_INVALID: 0,
  FOLDER_TOO_DEEP: 409,
  SPACE_FULL: 409,
  FILE_TOO_LARGE: 413,
  FILE_CHANGED: 0,
  FILE_NOT_WRITTEN: 0,
  BLOB_INCOMPLETE: 409,
  PART_EXISTS: 409,
  RANGE_REFUSED: 416,
  UPLOAD_CANCELLED: 0,

  // Opening what was sealed
  SUITE_UNKNOWN: 400,
  OBJECT_MALFORMED: 400,
  SIGNATURE_WRONG: 403,
  CONTEXT_WRONG: 0,
  CIPHERTEXT_DAMAGED: 0,
  STREAM_TRUNCATED: 0,
  KEY_MISSING: 0,

  // Unlocking
  LOCKED: 0,
  UNLOCK_REFUSED: 0,
  UNLOCK_WAIT: 0,
  KDF_REFUSED: 0,
  KIT_MISTYPED: 0,
  PASSPHRASE_WEAK: 0,
  BROWSER_STORAGE_FULL: 0,
  BROWSER_STORAGE_BROKEN: 0,

  // Reaching the portal
  OFFLINE: 0,
  PERMISSION_MISSING: 0,
  NOT_A_PORTAL: 0,

  // Documents
  DOCUMENT_EMPTY: 0,
  DOCUMENT_NOT_PACKAGE: 0,
  DOCUMENT_PASSWORD_PROTECTED: 0,
  DOCUMENT_OLD_FORMAT: 0,
  DOCUMENT_DAMAGED: 0,
  DOCUMENT_TOO_LARGE: 0,
  DOCUMENT_BOMB: 0,
  DOCUMENT_WRONG_KIND: 0,
  DOCUMENT_UNSAFE_XML: 0,
  EDITOR_FAILED: 0,
  EDITOR_EXPORT_FAILED: 0,
} as const satisfies Readonly<Record<string, number>>;

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

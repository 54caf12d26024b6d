import type { ErrorCode } from "../../../../shared/errors.ts";
import type { ErrorTexts } from "./error-texts.ts";

/** Sentences that say what is safe; many causes share one. */
export type SafeSentence =
  | "none"
  | "unchanged"
  | "notOpened"
  | "notShown"
  | "notUploaded"
  | "notSent"
  | "nothingLost"
  | "changesKept"
  | "versionKept"
  | "fileKept"
  | "stillLocked"
  | "neverOverwritten";

/** Sentences that say what to do; many causes share one. */
export type AdviceSentence =
  | "none"
  | "retry"
  | "retrySoon"
  | "reload"
  | "update"
  | "unlock"
  | "askOwner"
  | "askSender"
  | "askForAccess"
  | "switchOn"
  | "tellAdministrator"
  | "compare"
  | "earlierVersion"
  | "download"
  | "checkTyped"
  | "typeNewest"
  | "checkKit"
  | "checkAddress"
  | "addWords"
  | "setClock"
  | "wait"
  | "allow"
  | "keepBoth"
  | "newerOrBoth"
  | "openAgain"
  | "saveFirst"
  | "copyOrLater"
  | "betterName"
  | "flatter"
  | "otherFolder"
  | "smallerFile"
  | "freeSpace"
  | "restartBrowser"
  | "makeRoom"
  | "newestLink"
  | "signIn"
  | "whenKeyMade"
  | "newInvitation"
  | "allowGuests"
  | "handOver"
  | "restoreRoom"
  | "compareNumbers"
  | "whenAccepted"
  | "whenBack"
  | "removePassword"
  | "saveAsNew"
  | "renameOrDownload"
  | "deleteOrDownload";

type Plan = Readonly<Record<ErrorCode, readonly [SafeSentence, AdviceSentence]>>;

/** Which sentences belong to which cause, the same in every language. */
// biome-ignore format: one row a line
export const ERROR_PLAN: Plan = {
  BODY_MALFORMED:              ["unchanged",        "reload"],
  BODY_TOO_LARGE:              ["unchanged",        "smallerFile"],
  NOT_FOUND:                   ["none",             "askSender"],
  METHOD_REFUSED:              ["unchanged",        "update"],
  ORIGIN_REFUSED:              ["unchanged",        "reload"],
  INTERNAL:                    ["unchanged",        "retrySoon"],
  STORAGE_FAILED:              ["unchanged",        "retrySoon"],
  STORAGE_FULL:                ["unchanged",        "tellAdministrator"],
  RATE_LIMITED:                ["unchanged",        "wait"],
  SESSION_MISSING:             ["nothingLost",      "unlock"],
  SESSION_EXPIRED:             ["nothingLost",      "unlock"],
  SESSION_ENDED:               ["nothingLost",      "unlock"],
  LOGIN_REFUSED:               ["stillLocked",      "typeNewest"],
  RIGHT_MISSING:               ["unchanged",        "askOwner"],
  PRIVATE_ROOM_OFF:            ["nothingLost",      "switchOn"],
  CLOCK_WRONG:                 ["unchanged",        "setClock"],
  SETUP_CLOSED:                ["unchanged",        "signIn"],
  SETUP_TOKEN_WRONG:           ["unchanged",        "newestLink"],
  ENTRY_MALFORMED:             ["unchanged",        "reload"],
  ENTRY_SIGNATURE:             ["unchanged",        "tellAdministrator"],
  ENTRY_REFUSED:               ["unchanged",        "reload"],
  HEAD_MOVED:                  ["nothingLost",      "retry"],
  LOG_FORKED:                  ["notOpened",        "compare"],
  LOG_SHORTENED:               ["notOpened",        "tellAdministrator"],
  PORTAL_CHANGED:              ["notSent",          "checkAddress"],
  ANSWER_MALFORMED:            ["unchanged",        "update"],
  KEY_STALE:                   ["unchanged",       "whenKeyMade"],
  INVITATION_OVER:             ["unchanged",       "newInvitation"],
  EMAIL_TAKEN:                 ["unchanged",       "signIn"],
  GUESTS_REFUSED:              ["unchanged",       "allowGuests"],
  ROOMS_LEFT:                  ["unchanged",       "handOver"],
  ROOM_ARCHIVED:               ["unchanged",       "restoreRoom"],
  NOT_VERIFIED:                ["unchanged",       "compareNumbers"],
  KEYS_MISSING:                ["unchanged",       "whenAccepted"],
  PORTAL_REMOVED:              ["none",            "none"],
  VERSION_CONFLICT:            ["changesKept",      "newerOrBoth"],
  FILE_SHARED:                 ["changesKept",      "openAgain"],
  WORK_WAITING:                ["unchanged",        "saveFirst"],
  LIVE_CROWDED:                ["changesKept",      "copyOrLater"],
  NAME_TAKEN:                  ["neverOverwritten", "keepBoth"],
  NAME_INVALID:                ["unchanged",        "betterName"],
  FOLDER_TOO_DEEP:             ["unchanged",        "flatter"],
  SPACE_FULL:                  ["unchanged",        "otherFolder"],
  FILE_TOO_LARGE:              ["notUploaded",      "smallerFile"],
  FILE_CHANGED:                ["notUploaded",      "retry"],
  FILE_NOT_WRITTEN:            ["unchanged",        "makeRoom"],
  BLOB_INCOMPLETE:             ["unchanged",        "retry"],
  PART_EXISTS:                 ["unchanged",        "retry"],
  RANGE_REFUSED:               ["unchanged",        "reload"],
  UPLOAD_CANCELLED:            ["notUploaded",      "none"],
  SUITE_UNKNOWN:               ["notOpened",        "update"],
  OBJECT_MALFORMED:            ["notOpened",        "tellAdministrator"],
  SIGNATURE_WRONG:             ["notOpened",        "tellAdministrator"],
  CONTEXT_WRONG:               ["notOpened",        "tellAdministrator"],
  CIPHERTEXT_DAMAGED:          ["notShown",         "earlierVersion"],
  STREAM_TRUNCATED:            ["unchanged",        "earlierVersion"],
  KEY_MISSING:                 ["unchanged",        "askForAccess"],
  LOCKED:                      ["nothingLost",      "unlock"],
  UNLOCK_REFUSED:              ["stillLocked",      "checkTyped"],
  UNLOCK_WAIT:                 ["stillLocked",      "wait"],
  KDF_REFUSED:                 ["notSent",          "tellAdministrator"],
  KIT_MISTYPED:                ["stillLocked",      "checkKit"],
  PASSPHRASE_WEAK:             ["unchanged",        "addWords"],
  BROWSER_STORAGE_FULL:        ["versionKept",      "freeSpace"],
  BROWSER_STORAGE_BROKEN:      ["versionKept",      "restartBrowser"],
  OFFLINE:                     ["changesKept",      "whenBack"],
  PERMISSION_MISSING:          ["notSent",          "allow"],
  NOT_A_PORTAL:                ["notSent",          "checkAddress"],
  DOCUMENT_EMPTY:              ["fileKept",         "deleteOrDownload"],
  DOCUMENT_NOT_PACKAGE:        ["fileKept",         "download"],
  DOCUMENT_PASSWORD_PROTECTED: ["fileKept",         "removePassword"],
  DOCUMENT_OLD_FORMAT:         ["fileKept",         "saveAsNew"],
  DOCUMENT_DAMAGED:            ["fileKept",         "download"],
  DOCUMENT_TOO_LARGE:          ["fileKept",         "download"],
  DOCUMENT_BOMB:               ["fileKept",         "download"],
  DOCUMENT_WRONG_KIND:         ["fileKept",         "renameOrDownload"],
  DOCUMENT_UNSAFE_XML:         ["fileKept",         "download"],
  EDITOR_FAILED:               ["fileKept",         "download"],
  EDITOR_EXPORT_FAILED:        ["versionKept",      "retry"],
};

/** What one language says: a sentence for each cause, and the sentences that causes share. */
export interface ErrorSentences {
  readonly what: Readonly<Record<ErrorCode, string>>;
  readonly safe: Readonly<Record<Exclude<SafeSentence, "none">, string>>;
  readonly do: Readonly<Record<Exclude<AdviceSentence, "none">, string>>;
}

/** Puts the sentences of one language together by the plan. */
export function composeErrorTexts(sentences: ErrorSentences): ErrorTexts {
  const safe = { ...sentences.safe, none: "" };
  const advice = { ...sentences.do, none: "" };
  const rows = (Object.keys(ERROR_PLAN) as (keyof Plan)[]).map((code) => {
    const [safeId, adviceId] = ERROR_PLAN[code];
    return [code, { what: sentences.what[code], safe: safe[safeId], do: advice[adviceId] }] as const;
  });
  // The plan has a row for every code, so the result has too.
  return Object.fromEntries(rows) as ErrorTexts;
}

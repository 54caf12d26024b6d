import type { UserType } from "../rights/user-types.ts";
import { isNameFree } from "./same-name.ts";

interface Rule<Facts> {
  /** Where the sentence stands: the Private Room guide, or the access-rights table. */
  readonly from: "guide" | "access rights";
  /** The sentence, word for word. */
  readonly sentence: string;
  /** What comes of it for the person, for the generated page; the interface has its own words. */
  readonly effect: string;
  /** Who refuses a breach. Names are sealed, so a rule about names is the client's. */
  readonly enforcedBy: "Worker and client" | "client";
  /** Tells whether the rule is kept; null where nothing exists that could break it. */
  readonly isKept: ((facts: Facts) => boolean) | null;
}

/** A name about to be taken, and the decrypted names that stand beside it. */
export interface NameFacts {
  readonly name: string;
  readonly siblings: Iterable<string>;
}

/** The rules of the Private Room. */
export const PRIVATE_ROOM_RULES = {
  /** Upload, creation and renaming take only a free name. */
  uploadKeepsExisting: {
    from: "guide",
    sentence: "When uploading files, an existing file with the same name cannot be overwritten.",
    effect: "an offer to keep both under a new name, or to stop",
    enforcedBy: "client",
    isKept: ({ name, siblings }) => isNameFree(name, siblings),
  } satisfies Rule<NameFacts>,
  /** A move takes only a name that is free at its end. */
  moveKeepsExisting: {
    from: "guide",
    sentence: "When moving files, an existing file with the same name cannot be overwritten.",
    effect: "an offer to keep both under a new name, or to stop",
    enforcedBy: "client",
    isKept: ({ name, siblings }) => isNameFree(name, siblings),
  } satisfies Rule<NameFacts>,
  /** No operation copies; asking for one is a breach. */
  noCopy: {
    from: "guide",
    sentence: "You cannot copy the files.",
    effect: "the command is absent; a request is refused",
    enforcedBy: "Worker and client",
    isKept: () => false,
  } satisfies Rule<unknown>,
  /** Both ends of a move lie in the same personal space. */
  moveInside: {
    from: "guide",
    sentence: "You can move the files within the Private Room section only.",
    effect: "only the Private Room's folders are offered; a request is refused",
    enforcedBy: "Worker and client",
    isKept: ({ fromSpace, toSpace }) =>
      typeof fromSpace === "string" && fromSpace !== "" && fromSpace === toSpace,
  } satisfies Rule<{ readonly fromSpace: string; readonly toSpace: string }>,
  /** The owner of the Private Room alone moves its items. */
  moveOwn: {
    from: "guide",
    sentence: "You can move only your own items and cannot move items shared with you by other users.",
    effect: "shared items have no move command; a request is refused",
    enforcedBy: "Worker and client",
    isKept: ({ isOwn }) => isOwn === true,
  } satisfies Rule<{ readonly isOwn: boolean }>,
  /** No trash and no undeleting exist: a deleted node never comes back. */
  deleteIsFinal: {
    from: "guide",
    sentence: "Files are removed permanently without passing through the Trash and cannot be restored.",
    effect: "a confirmation that says so",
    enforcedBy: "Worker and client",
    isKept: null,
  } satisfies Rule<never>,
  /** A key can be sealed only to somebody who has one. */
  shareWithKeys: {
    from: "guide",
    sentence: "You can share files with users who have already obtained private and public keys.",
    effect: "people without keys are shown with the reason, and an invitation",
    enforcedBy: "Worker and client",
    isKept: ({ receiverHasKeys }) => receiverHasKeys === true,
  } satisfies Rule<{ readonly receiverHasKeys: boolean }>,
  /** The only access that can be given. */
  fullAccessOnly: {
    from: "guide",
    sentence: "You can share files providing Full Access only.",
    effect: "two choices, nothing between",
    enforcedBy: "Worker and client",
    isKept: ({ access }) => access === "FullAccess" || access === "DenyAccess",
  } satisfies Rule<{ readonly access: string }>,
  /** Deny Access takes back what was given, and needs nothing of the person who loses it. */
  denyTakesBack: {
    from: "guide",
    sentence: "If you want to block access previously granted to a user, select the Deny Access option",
    effect: "the file is gone from the person's list, and a new key is made before the next write",
    enforcedBy: "Worker and client",
    isKept: ({ access }) => access !== "DenyAccess",
  } satisfies Rule<{ readonly access: string | null }>,
  /** No link opens anything to somebody without keys. */
  noExternalLink: {
    from: "guide",
    sentence: "You cannot provide access to the file via an external link.",
    effect: "the command is absent; a request is refused",
    enforcedBy: "Worker and client",
    isKept: () => false,
  } satisfies Rule<unknown>,
  /** While the switch is off nothing opens, nothing is created, and nothing is lost. */
  switchedOn: {
    from: "guide",
    sentence:
      "The full access administrator or portal owner can disable/enable the Private Room in the Control Panel.",
    effect: "a page that says who can turn it on; nothing opens; nothing is lost",
    enforcedBy: "Worker and client",
    isKept: ({ isSwitchedOn }) => isSwitchedOn === true,
  } satisfies Rule<{ readonly isSwitchedOn: boolean }>,
  /** Without the extension the portal has nothing to show but an offer of it. */
  needsClient: {
    from: "guide",
    sentence:
      "If you try to open a document in the Private Room from a web browser, a new browser tab will open where you will be prompted to open or download Desktop Editors.",
    effect: "a page that offers the extension for the browser at hand",
    enforcedBy: "Worker and client",
    isKept: null,
  } satisfies Rule<never>,
  /** The table has a no for guests in its first row. */
  noGuestRoom: {
    from: "access rights",
    sentence: "Creating, uploading, moving, copying, renaming, downloading, deleting files and folders",
    effect: "a guest has no Private Room of his own: the section is hidden; shared files still open",
    enforcedBy: "Worker and client",
    isKept: ({ type }) =>
      type === "Owner" || type === "DocSpaceAdmin" || type === "RoomAdmin" || type === "User",
  } satisfies Rule<{ readonly type: UserType }>,
} as const;

/** The name of a rule. */
export type PrivateRoomRule = keyof typeof PRIVATE_ROOM_RULES;

/** What the guide forbids only for want of technology, and what makes it possible here. */
export const LIFTED_LIMITS = [
  {
    sentence: "You cannot upload files using the drag-and-drop method.",
    because: "our client seals what is dropped",
  },
  { sentence: "You cannot upload folders.", because: "our client seals each file and folder of it" },
  {
    sentence: "You cannot restore previous versions of a file.",
    because:
      "each version is kept whole, sealed and signed; our client seals the old content as the newest version",
  },
] as const;

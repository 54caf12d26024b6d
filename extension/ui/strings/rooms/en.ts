import { isolatedName } from "../../display-name.ts";
import { pluralIn } from "../plural.ts";

const n = pluralIn("en");
const q = (name: string) => `“${isolatedName(name)}”`;

/** Sharing, rooms as pages, archive and trash. This file is also the type that all other languages satisfy. */
export const roomsEn = {
  share: {
    title: (name: string) => `Share ${q(name)}`,
    intro: "People with Full Access can read and change this file. They find it under “Shared with me”.",
    people: "People with access",
    nobody: "Nobody but you has access.",
    nobodyFound: "Nobody of this name can be added.",
    accessOf: (name: string) => `Access of ${isolatedName(name)}`,
    add: (name: string) => `Add ${isolatedName(name)}`,
    owner: "Owner",
    pending: "Gets the key soon",
    added: "Gets access when you save",
    disabled: "Disabled. Enable the person first.",
    notVerified:
      "Compare safety numbers first: this portal shares only with people whose keys were compared.",
    notJoined: "Invited, but without keys yet. You can add them once they have joined.",
    denyText: (name: string) =>
      `Deny Access: this file closes for ${isolatedName(name)} now, and nothing newer can be read. What was read was read.`,
    inviteText: "Somebody is missing? Whoever is not on the portal yet has no keys.",
    invite: "Invite by link",
    linkText:
      "The link works once, for 7 days. Send it by a way you trust, and add the person once they have joined.",
    saving: (share: string) => `Preparing the file: ${share}`,
    saved: "Access saved.",
  },
  shared: {
    mark: "Shared",
    emptyTitle: "Nothing is shared with you",
    emptyText: "Files that others give you Full Access to appear here.",
    by: "Shared by",
  },
  list: {
    label: "Rooms",
    title: "Title",
    owner: "Owner",
    level: "My level",
    members: "Members",
    changed: "Changed",
    search: "Search in rooms",
    archiveEmptyTitle: "The archive is empty",
    archiveEmptyText: "Archived rooms can be read and restored, but not changed.",
    notMember: "No member",
  },
  room: {
    emptyTitle: "This room is empty",
    emptyText: "What is put in here can be read by the members of the room and by nobody else.",
    readOnlyEmptyText: "Nobody has put anything in here yet.",
    search: "Search in this room",
    info: "Info",
    members: "Members",
    archived: "This room is archived. It can be read, not changed.",
    stale: "Somebody left. Writing works again as soon as the room has its new key.",
    noKeyTitle: "You have no key to this room yet",
    noKeyText: "A member with the key gives it as soon as they are online. Nothing is needed from you.",
    trashTitle: (count: number) =>
      n(count, { one: "Move # item to the trash?", other: "Move # items to the trash?" }),
    trashText: "You can restore it from the trash.",
    trashAction: "Move to the trash",
    trashed: (count: number) =>
      n(count, { one: "# item is in the trash.", other: "# items are in the trash." }),
  },
  trash: {
    emptyTitle: "The trash is empty",
    emptyText: "What you delete in rooms goes here first. Files of the Private Room are deleted at once.",
    room: "Room",
    restore: "Restore",
    restored: (count: number) => n(count, { one: "# item restored.", other: "# items restored." }),
    empty: "Empty the trash",
    emptyAskTitle: "Empty the trash?",
    emptyAskText: "Everything in your trash will be deleted for good. This cannot be undone.",
  },
  info: {
    membersOnly: "The members of the room",
    safety: "My safety number",
    safetyText:
      "Others compare it with what they see for you. The same digits mean that nobody is in between.",
    record: "Record",
    recordText: "The newest entry of the signed record. Compare it with other members.",
  },
  denied: {
    title: "Your access was taken away",
    text: "This document is closed. What you had not saved is still here: download it now if you need it.",
    savedText: "This document is closed. Everything you wrote was saved there.",
    download: "Download my work",
  },
};

export type RoomsTexts = typeof roomsEn;

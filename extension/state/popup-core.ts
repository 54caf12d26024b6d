import type * as contacts from "../people/contacts.ts";
import type * as groups from "../people/groups.ts";
import type * as invitations from "../people/invitations.ts";
import type * as account from "../people/own-account.ts";
import type * as settings from "../people/portal-settings.ts";
import type * as keys from "../people/rooms-of-one-key.ts";
import type * as safety from "../people/safety.ts";
import type * as history from "../spaces/history.ts";
import type * as copying from "../spaces/room-copy.ts";
import type * as life from "../spaces/room-life.ts";
import type * as members from "../spaces/room-members.ts";
import type * as size from "../spaces/room-size.ts";
import type * as rooms from "../spaces/rooms.ts";
import type * as upkeep from "../spaces/upkeep.ts";

/** The use cases that the popup calls. */
export type PopupCore = Pick<
  typeof rooms,
  "listRooms" | "listAllRooms" | "readRoom" | "createRoom" | "editRoom" | "flagRoom"
> &
  Pick<typeof size, "readRoomSize"> &
  Pick<typeof members, "putMembers" | "removeMembers" | "admitGroup" | "expelGroup" | "uninviteFromRoom"> &
  Pick<typeof life, "archiveRoom" | "restoreRoom" | "removeRoom" | "changeRoomOwner"> &
  Pick<typeof copying, "copyRoom"> &
  Pick<typeof history, "readHistory" | "exportHistory"> &
  Pick<typeof upkeep, "keepUp" | "readPending"> &
  Pick<
    typeof contacts,
    | "listContacts"
    | "changeType"
    | "disablePerson"
    | "enablePerson"
    | "removePerson"
    | "listGuestsOf"
    | "handOverRooms"
  > &
  Pick<typeof keys, "listRoomsOfOneKey" | "listRoomsOfGroupsKey"> &
  Pick<typeof groups, "listGroups" | "createGroup" | "renameGroup" | "changeGroupMembers" | "deleteGroup"> &
  Pick<typeof invitations, "invite" | "listInvitations" | "revokeInvitation"> &
  Pick<typeof settings, "readPortalSettings" | "savePortalSettings" | "removePortal"> &
  Pick<typeof account, "changeProfile"> &
  Pick<typeof safety, "readSafetyNumber" | "setVerified">;

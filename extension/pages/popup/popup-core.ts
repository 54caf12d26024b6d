import {
  changeType,
  disablePerson,
  enablePerson,
  handOverRooms,
  listContacts,
  listGuestsOf,
  removePerson,
} from "../../people/contacts.ts";
import {
  changeGroupMembers,
  createGroup,
  deleteGroup,
  listGroups,
  renameGroup,
} from "../../people/groups.ts";
import { invite, listInvitations, revokeInvitation } from "../../people/invitations.ts";
import { changeProfile } from "../../people/own-account.ts";
import { readPortalSettings, removePortal, savePortalSettings } from "../../people/portal-settings.ts";
import { listRoomsOfGroupsKey, listRoomsOfOneKey } from "../../people/rooms-of-one-key.ts";
import { readSafetyNumber, setVerified } from "../../people/safety.ts";
import { exportHistory, readHistory } from "../../spaces/history.ts";
import { copyRoom } from "../../spaces/room-copy.ts";
import { archiveRoom, changeRoomOwner, removeRoom, restoreRoom } from "../../spaces/room-life.ts";
import {
  admitGroup,
  expelGroup,
  putMembers,
  removeMembers,
  uninviteFromRoom,
} from "../../spaces/room-members.ts";
import { readRoomSize } from "../../spaces/room-size.ts";
import { createRoom, editRoom, flagRoom, listAllRooms, listRooms, readRoom } from "../../spaces/rooms.ts";
import { keepUp, readPending } from "../../spaces/upkeep.ts";
import type { PopupCore } from "../../state/popup-core.ts";

/** The use cases behind the popup. */
export const popupCore: PopupCore = {
  ...{ listRooms, listAllRooms, readRoom, readRoomSize, createRoom, editRoom, flagRoom },
  ...{ putMembers, removeMembers, admitGroup, expelGroup, uninviteFromRoom },
  ...{ archiveRoom, restoreRoom, removeRoom, changeRoomOwner, handOverRooms, copyRoom },
  ...{ listRoomsOfOneKey, listRoomsOfGroupsKey },
  ...{ readHistory, exportHistory, keepUp, readPending },
  ...{ listContacts, changeType, disablePerson, enablePerson, removePerson, listGuestsOf },
  ...{ listGroups, createGroup, renameGroup, changeGroupMembers, deleteGroup },
  ...{ invite, listInvitations, revokeInvitation, readPortalSettings, savePortalSettings },
  ...{ readSafetyNumber, setVerified, removePortal, changeProfile },
};

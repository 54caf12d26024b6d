import type { GroupId, SpaceId, UserId } from "../../shared/ids.ts";

export type PopupTab = "rooms" | "people" | "pending";
export const POPUP_TABS = ["rooms", "people", "pending"] as const satisfies readonly PopupTab[];

export type RoomSection = "members" | "invitations" | "history" | "more";
export const ROOM_SECTIONS = [
  "members",
  "invitations",
  "history",
  "more",
] as const satisfies readonly RoomSection[];

/** Which rooms the list shows. Those from outside only for whom the table grants them. */
export type RoomScope = "mine" | "own" | "invited" | "all" | "archived" | "allArchived";

/** What the popup shows. All but home slide in over what was there. */
export type PopupView =
  | { readonly kind: "home" }
  | { readonly kind: "room"; readonly space: SpaceId; readonly section: RoomSection }
  | { readonly kind: "newRoom" }
  | { readonly kind: "editRoom"; readonly space: SpaceId }
  | { readonly kind: "addPeople"; readonly space: SpaceId }
  | { readonly kind: "handOverRoom"; readonly space: SpaceId }
  | { readonly kind: "copyRoom"; readonly space: SpaceId }
  /** `space` is the room that the invitation is to. */
  | { readonly kind: "invite"; readonly space: SpaceId | null }
  | { readonly kind: "person"; readonly user: UserId }
  | { readonly kind: "editPerson"; readonly user: UserId }
  | { readonly kind: "handOverPerson"; readonly user: UserId }
  | { readonly kind: "rights"; readonly user: UserId }
  /** The safety number with somebody. */
  | { readonly kind: "number"; readonly user: UserId }
  | { readonly kind: "invitations" }
  | { readonly kind: "groups" }
  /** Null makes a new one. */
  | { readonly kind: "group"; readonly group: GroupId | null }
  | { readonly kind: "settings" }
  | { readonly kind: "ownNumber" }
  | { readonly kind: "portalHistory" };

/** The five types a person can have in a portal, most powerful first: the columns of the access-rights table. */
export const USER_TYPES = ["Owner", "DocSpaceAdmin", "RoomAdmin", "User", "Guest"] as const;

/** One of the five user types. */
export type UserType = (typeof USER_TYPES)[number];

/** The user types as the access-rights document spells them. */
export const USER_TYPE_TITLES = {
  Owner: "Owner",
  DocSpaceAdmin: "DocSpace admin",
  RoomAdmin: "Room admin",
  User: "User",
  Guest: "Guest",
} as const satisfies Readonly<Record<UserType, string>>;

/** Tells whether a value names a user type; anything else, from whatever source, is none. */
export function isUserType(value: unknown): value is UserType {
  return USER_TYPES.some((type) => type === value);
}

/** Tells whether the type has the Paid status. User and Guest are Free; the status is shown and counted, never charged. */
export function isPaidType(type: UserType): boolean {
  return type === "Owner" || type === "DocSpaceAdmin" || type === "RoomAdmin";
}

/** Tells whether the type sees every room from outside and may archive it or hand it over: Owner and DocSpace admin. */
export function isPortalAdminType(type: UserType): boolean {
  return type === "Owner" || type === "DocSpaceAdmin";
}

/** Tells whether a person of this type can own a room or be its Room manager. User and Guest never can. */
export function mayOwnRooms(type: UserType): boolean {
  return type === "Owner" || type === "DocSpaceAdmin" || type === "RoomAdmin";
}

import * as v from "valibot";
import { SLOT_MAX_BYTES } from "../crypto/slot-params.ts";
import { ENTRY_MAX_BYTES } from "../log/entry.ts";
import {
  bytesField,
  countField,
  emailField,
  groupField,
  headField,
  invitationField,
  personNameField,
  timeField,
  userField,
} from "./fields.ts";

/** Requests about people: invitations, the portal's own log, groups, one's own account. Rows of shared/api/contract.ts. */

/** A person's own settings, sealed. */
export const OWN_SETTINGS_MAX_BYTES = 65_536;

const entry = bytesField(65, ENTRY_MAX_BYTES);
const none = v.strictObject({});
const named = { salt: bytesField(16), name: personNameField };
const login = v.strictObject({
  kind: v.picklist(["passphrase", "kit"]),
  loginPublic: bytesField(32),
  slot: bytesField(1, SLOT_MAX_BYTES),
});

export const PEOPLE_ROUTES = {
  /**
   * Appends one signed entry to the portal's log if its head is still the one before it. What the log only commits to
   * comes along and is checked against it: `profile` with profile.change, `groupName` with group.create and group.rename,
   * `invitedEmail` (for the inviter's own list) with user.invite, `lockboxes` of the admin key with portal.key.
   */
  appendPortalEntry: {
    method: "POST",
    path: "/api/portal/log",
    needs: { who: "portalEntry" },
    limit: "write",
    params: none,
    body: v.strictObject({
      entry,
      profile: v.optional(v.strictObject({ user: userField, email: emailField, ...named })),
      groupName: v.optional(v.strictObject({ group: groupField, ...named })),
      invitedEmail: v.optional(emailField),
      lockboxes: v.optional(v.pipe(v.array(bytesField(1, 1600)), v.maxLength(100))),
    }),
    response: v.strictObject({ head: headField }),
  },
  /** The portal's log for somebody who holds an invitation's link, and who invited him. NOT_FOUND for any other signature. */
  openInvitation: {
    method: "POST",
    path: "/api/invitations/:invitation",
    needs: { who: "anyone" },
    limit: "login",
    params: v.strictObject({ invitation: invitationField }),
    body: v.strictObject({ from: countField(), timeMs: timeField, signature: bytesField(64) }),
    response: v.strictObject({
      entries: v.pipe(v.array(entry), v.maxLength(500)),
      head: headField,
      inviter: v.strictObject({ user: userField, email: emailField, ...named }),
      invitedEmail: v.nullable(emailField),
    }),
  },
  /** The new person, his ways to unlock and his session, all or nothing. */
  acceptInvitation: {
    method: "POST",
    path: "/api/invitations/:invitation/accept",
    needs: { who: "anyone" },
    limit: "login",
    params: v.strictObject({ invitation: invitationField }),
    body: v.strictObject({
      entry,
      profile: v.strictObject({ user: userField, email: emailField, ...named }),
      logins: v.pipe(v.array(login), v.length(2)),
    }),
    response: v.strictObject({
      token: bytesField(32),
      expiresAtMs: timeField,
      user: userField,
      slots: v.pipe(v.array(bytesField(1, SLOT_MAX_BYTES)), v.maxLength(16)),
    }),
  },
  /**
   * Whom invitations were meant for, and whether any room has them; only those that the person may see. Their state stands in
   * the portal's log.
   */
  listInvitations: {
    method: "GET",
    path: "/api/invitations",
    needs: { who: "session" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({
      invitations: v.array(
        v.strictObject({
          ...{ invitation: invitationField, invitedEmail: v.nullable(emailField), isToRoom: v.boolean() },
        }),
      ),
    }),
  },
  /** Names of groups, for those who may see groups. */
  listGroups: {
    method: "GET",
    path: "/api/groups",
    needs: { who: "right", right: "viewGroups" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({ groups: v.array(v.strictObject({ group: groupField, ...named })) }),
  },
  /** The guests that somebody invited: row 45 for one's own, row 46 for others'. */
  listGuests: {
    method: "GET",
    path: "/api/guests",
    needs: { who: "session" },
    limit: "read",
    params: v.strictObject({ of: userField }),
    body: null,
    response: v.strictObject({ guests: v.array(userField) }),
  },
  /** Puts new ways to unlock in place of the old ones of their kinds, after a fresh sign-in proof that names the user, and ends all other sessions. */
  changeLogins: {
    method: "PUT",
    path: "/api/me/logins",
    needs: { who: "session" },
    limit: "login",
    params: none,
    body: v.strictObject({
      proof: v.strictObject({
        kind: v.picklist(["passphrase", "kit"]),
        challenge: bytesField(32),
        timeMs: timeField,
        signature: bytesField(64),
      }),
      logins: v.pipe(v.array(login), v.minLength(1), v.maxLength(2)),
    }),
    response: null,
  },
  /** The person's own sessions that are not over, newest first, each with the browser and system that began it. */
  listSessions: {
    method: "GET",
    path: "/api/sessions",
    needs: { who: "session" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({
      sessions: v.pipe(
        v.array(
          v.strictObject({
            session: bytesField(32),
            device: v.nullable(v.pipe(v.string(), v.maxLength(64))),
            startedAtMs: timeField,
            isThis: v.boolean(),
          }),
        ),
        v.maxLength(100),
      ),
    }),
  },
  /** Ends another session of the same person: its device hears SESSION_ENDED, and locks. NOT_FOUND for any other. */
  endSession: {
    method: "DELETE",
    path: "/api/sessions/:session",
    needs: { who: "session" },
    limit: "write",
    params: v.strictObject({ session: bytesField(32) }),
    body: null,
    response: null,
  },
  /** Row 49: file management settings. Null before the first. */
  getOwnSettings: {
    method: "GET",
    path: "/api/me/settings",
    needs: { who: "right", right: "useFileSettings" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({
      settings: v.nullable(
        v.strictObject({ revision: countField(1), sealed: bytesField(1, OWN_SETTINGS_MAX_BYTES) }),
      ),
    }),
  },
  /** `revision` is one higher than the one before; HEAD_MOVED otherwise. */
  putOwnSettings: {
    method: "PUT",
    path: "/api/me/settings",
    needs: { who: "right", right: "useFileSettings" },
    limit: "write",
    params: none,
    body: v.strictObject({ revision: countField(1), sealed: bytesField(1, OWN_SETTINGS_MAX_BYTES) }),
    response: null,
  },
  /** The lockboxes of the portal's admin key that are sealed to the person. */
  getAdminLockboxes: {
    method: "GET",
    path: "/api/portal/lockboxes",
    needs: { who: "right", right: "viewAllRooms" },
    limit: "read",
    params: none,
    body: null,
    response: v.strictObject({
      lockboxes: v.array(v.strictObject({ generation: countField(1), lockbox: bytesField(1, 1600) })),
      /** Admins who have no lockbox of the newest generation yet. */
      waiting: v.array(userField),
    }),
  },
  /** Seals the admin key's newest generation to admins who have none yet. */
  putAdminLockboxes: {
    method: "POST",
    path: "/api/portal/lockboxes",
    needs: { who: "right", right: "viewAllRooms" },
    limit: "write",
    params: none,
    body: v.strictObject({ lockboxes: v.pipe(v.array(bytesField(1, 1600)), v.maxLength(100)) }),
    response: null,
  },
} as const;

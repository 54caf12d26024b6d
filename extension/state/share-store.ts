import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { NodeId, PortalOrigin, UserId } from "../../shared/ids.ts";
import { can } from "../../shared/rights/can.ts";
import type { Sharing } from "../files/sharing.ts";
import type { Contact } from "../people/contacts.ts";
import type { InvitationLink, InvitationRow, NewInvitation } from "../people/invitations.ts";
import { codeOf } from "./error-code.ts";

/** What this store needs of extension/files and extension/people. */
export interface ShareCore {
  readSharing(on: { readonly origin: PortalOrigin; readonly node: NodeId }): Promise<Sharing>;
  saveSharing(input: {
    readonly origin: PortalOrigin;
    readonly node: NodeId;
    readonly give: readonly UserId[];
    readonly deny: readonly UserId[];
    readonly onProgress: (doneBytes: number, totalBytes: number) => void;
    readonly signal: AbortSignal;
  }): Promise<void>;
  listContacts(origin: PortalOrigin): Promise<Contact[]>;
  listInvitations(origin: PortalOrigin): Promise<InvitationRow[]>;
  readPortalSettings(origin: PortalOrigin): Promise<{ readonly isOnlyVerified: boolean }>;
  invite(invitation: NewInvitation): Promise<InvitationLink>;
}

/** The two choices; there is nothing between. */
export type ShareAccess = "FullAccess" | "DenyAccess";

/** Why somebody cannot be given access. */
export type ShareProblem = "disabled" | "notVerified";

/** Somebody who has access, or is about to have it. */
export interface ShareRow {
  readonly user: UserId;
  readonly name: string | null;
  readonly access: ShareAccess;
  readonly isNew: boolean;
  /** Waits for the key. */
  readonly isPending: boolean;
}

/** Somebody of the portal without access. */
export interface ShareCandidate {
  readonly user: UserId;
  readonly name: string | null;
  readonly email: string | null;
  readonly problem: ShareProblem | null;
}

type Load = { readonly kind: "loading" | "ready" } | { readonly kind: "failed"; readonly code: ErrorCode };

export interface ShareStore {
  readonly load: ReadonlySignal<Load>;
  readonly sharing: ReadonlySignal<Sharing | null>;
  readonly rows: ReadonlySignal<readonly ShareRow[]>;
  /** Who fits the text; nobody while it is empty and the field was not asked for. */
  readonly candidates: ReadonlySignal<readonly ShareCandidate[]>;
  /** Who is invited but has not joined, so has no keys yet. */
  readonly waiting: ReadonlySignal<readonly string[]>;
  readonly text: ReadonlySignal<string>;
  readonly mayInvite: ReadonlySignal<boolean>;
  readonly link: ReadonlySignal<string | null>;
  readonly isChanged: ReadonlySignal<boolean>;
  readonly isSaving: ReadonlySignal<boolean>;
  /** Of the file's new seal, from 0 to 1. */
  readonly share: ReadonlySignal<number | null>;
  readonly code: ReadonlySignal<ErrorCode | null>;
  open(): Promise<void>;
  setText(text: string): void;
  add(user: UserId): void;
  setAccess(user: UserId, access: ShareAccess): void;
  makeLink(): Promise<void>;
  /** True when all of it is done. */
  save(): Promise<boolean>;
  dispose(): void;
}

const INVITED_DAYS = 7;

/** What a person decides about who reads a file, until it is saved. */
export function createShareStore(options: {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly core: ShareCore;
}): ShareStore {
  const { origin, node, core } = options;
  const load = signal<Load>({ kind: "loading" });
  const sharing = signal<Sharing | null>(null);
  const contacts = signal<readonly Contact[]>([]);
  const invited = signal<readonly string[]>([]);
  const isOnlyVerified = signal(false);
  const added = signal<readonly UserId[]>([]);
  const denied = signal<ReadonlySet<UserId>>(new Set());
  const text = signal("");
  const link = signal<string | null>(null);
  const isSaving = signal(false);
  const share = signal<number | null>(null);
  const code = signal<ErrorCode | null>(null);
  const ending = new AbortController();

  const nameOf = (user: UserId): string | null =>
    contacts.value.find((each) => each.user === user)?.name ?? null;
  const rows = computed<ShareRow[]>(() => [
    ...(sharing.value?.people ?? []).map(({ user, name, isPending }) => ({
      ...{ user, name, isPending, isNew: false },
      access: denied.value.has(user) ? ("DenyAccess" as const) : ("FullAccess" as const),
    })),
    ...added.value.map((user) => ({
      ...{ user, name: nameOf(user), isPending: false, isNew: true },
      access: "FullAccess" as const,
    })),
  ]);
  const candidates = computed(() =>
    contacts.value
      .filter(({ user }) => user !== sharing.value?.owner && rows.value.every((row) => row.user !== user))
      .filter((contact) => fits(contact, text.value))
      .map((contact) => toCandidate(contact, isOnlyVerified.value)),
  );

  const guard = async (task: () => Promise<unknown>): Promise<boolean> => {
    code.value = null;
    try {
      await task();
      return true;
    } catch (error) {
      code.value = codeOf(error);
      return false;
    }
  };

  return {
    load,
    sharing,
    rows,
    candidates,
    waiting: computed(() => invited.value.filter((email) => holds(email, text.value))),
    text,
    mayInvite: computed(() => contacts.value.some(({ isSelf, subject }) => isSelf && mayInviteUser(subject))),
    link,
    isChanged: computed(() => added.value.length + denied.value.size > 0),
    isSaving,
    share,
    code,
    async open() {
      load.value = { kind: "loading" };
      try {
        const [read, people, settings, invitations] = await Promise.all([
          core.readSharing({ origin, node }),
          core.listContacts(origin),
          core.readPortalSettings(origin),
          core.listInvitations(origin).catch(() => []), // not everybody may see them
        ]);
        sharing.value = read;
        contacts.value = people;
        isOnlyVerified.value = settings.isOnlyVerified;
        invited.value = invitations.flatMap(({ state, email }) =>
          state === "waiting" && email !== null ? [email] : [],
        );
        load.value = { kind: "ready" };
      } catch (error) {
        load.value = { kind: "failed", code: codeOf(error) };
      }
    },
    setText(typed) {
      text.value = typed;
    },
    add(user) {
      const found = candidates.value.find((each) => each.user === user);
      if (!found || found.problem !== null) return;
      added.value = [...added.value, user];
      text.value = "";
    },
    setAccess(user, access) {
      const isNew = added.value.includes(user);
      if (isNew && access === "DenyAccess") added.value = added.value.filter((each) => each !== user);
      if (isNew) return;
      const others = [...denied.value].filter((each) => each !== user);
      denied.value = new Set(access === "DenyAccess" ? [...others, user] : others);
    },
    async makeLink() {
      await guard(async () => {
        link.value = (await core.invite({ origin, type: "User", days: INVITED_DAYS })).link;
      });
    },
    async save() {
      if (isSaving.value) return false;
      isSaving.value = true;
      const onProgress = (doneBytes: number, totalBytes: number): void => {
        share.value = totalBytes > 0 ? Math.min(doneBytes / totalBytes, 1) : null;
      };
      const [give, deny] = [added.value, [...denied.value]];
      const isDone = await guard(() =>
        core.saveSharing({ origin, node, give, deny, onProgress, signal: ending.signal }),
      );
      isSaving.value = false;
      share.value = null;
      return isDone;
    },
    dispose: () => ending.abort(),
  };
}

const holds = (value: string | null, typed: string): boolean =>
  value?.toLowerCase().includes(typed.trim().normalize("NFC").toLowerCase()) ?? false;

const fits = ({ name, email }: Contact, typed: string): boolean =>
  typed.trim() === "" || holds(name, typed) || holds(email, typed);

function toCandidate(contact: Contact, isOnlyVerified: boolean): ShareCandidate {
  const { user, name, email, isDisabled, isVerified } = contact;
  const unverified = isOnlyVerified && !isVerified ? "notVerified" : null;
  return { user, name, email, problem: isDisabled ? "disabled" : unverified };
}

const mayInviteUser = (subject: Contact["subject"]): boolean =>
  can(subject, "inviteUser", { kind: "invitation", isWithRoom: false }).allowed;

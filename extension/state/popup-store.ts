import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ErrorCode } from "../../shared/errors.ts";
import type { PortalOrigin } from "../../shared/ids.ts";
import type { PortalSettings } from "../../shared/log/portal-operations.ts";
import type { Contact } from "../people/contacts.ts";
import type { Group } from "../people/groups.ts";
import type { InvitationRow } from "../people/invitations.ts";
import type { PendingMatters } from "../spaces/upkeep.ts";
import { codeOf } from "./error-code.ts";
import type { PopupCore } from "./popup-core.ts";
import { createLoaded, type Loaded } from "./popup-loaded.ts";
import { createPopupRooms, type PopupRooms } from "./popup-rooms.ts";
import type { PopupTab, PopupView } from "./popup-view.ts";

/** Asked before something that costs; the words are the page's. */
export interface PopupQuestion {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly isDanger: boolean;
  readonly work: () => Promise<unknown>;
  /** The label of a box that has to be ticked first. */
  readonly sure?: string;
  /** What was asked about is no more: back to where one came from. */
  readonly isEnd?: boolean;
}

export interface PopupNews {
  readonly id: string;
  /** Null for good news. */
  readonly code: ErrorCode | null;
  /** Said instead of "done". */
  readonly text?: string;
}

export interface PopupStore {
  readonly origin: PortalOrigin;
  readonly core: PopupCore;
  readonly tab: ReadonlySignal<PopupTab>;
  readonly search: ReadonlySignal<string>;
  readonly view: ReadonlySignal<PopupView>;
  readonly rooms: PopupRooms;
  readonly people: Loaded<Contact[]>;
  readonly groups: Loaded<Group[]>;
  readonly invitations: Loaded<InvitationRow[]>;
  readonly pending: Loaded<PendingMatters>;
  readonly settings: Loaded<PortalSettings>;
  /** The person at the screen, once the people are known. */
  readonly self: ReadonlySignal<Contact | null>;
  readonly question: ReadonlySignal<PopupQuestion | null>;
  /** Why the answer to the question could not be carried out; the question stays. */
  readonly questionCode: ReadonlySignal<ErrorCode | null>;
  readonly isWorking: ReadonlySignal<boolean>;
  readonly news: ReadonlySignal<readonly PopupNews[]>;
  setTab(tab: PopupTab): void;
  setSearch(text: string): void;
  open(view: PopupView): void;
  /** In place of what is shown, so that "back" leads past it. */
  replace(view: PopupView): void;
  back(): void;
  /** Carries something out and reads again what may have changed. Gives null, and tells why, when it failed. */
  act<T>(work: () => Promise<T>, done?: string | null): Promise<T | null>;
  ask(question: PopupQuestion): void;
  answer(isYes: boolean): Promise<void>;
  /** Good news in other words than "done". */
  tell(text: string): void;
  dismiss(id: string): void;
  refresh(): Promise<void>;
}

/** Before the first look. */
const NOTHING_PENDING: PendingMatters = { waiting: [], stale: [], withoutKey: [], holders: [] };

/** Where one is in the popup, what was read for it, and how what one did there went. */
export function createPopupStore(origin: PortalOrigin, core: PopupCore): PopupStore {
  const tab = signal<PopupTab>("rooms");
  const search = signal("");
  const views = signal<readonly PopupView[]>([{ kind: "home" }]);
  const question = signal<PopupQuestion | null>(null);
  const questionCode = signal<ErrorCode | null>(null);
  const isWorking = signal(false);
  const news = signal<readonly PopupNews[]>([]);
  let told = 0;

  const people = createLoaded(() => core.listContacts(origin));
  const groups = createLoaded(() => core.listGroups(origin));
  const invitations = createLoaded(() => core.listInvitations(origin));
  const pending = createLoaded(async () => (await core.readPending(origin)) ?? NOTHING_PENDING);
  const settings = createLoaded(() => core.readPortalSettings(origin));
  const rooms = createPopupRooms(origin, core);
  const all = [people, groups, invitations, pending, settings, rooms.list, rooms.mine, rooms.detail];
  const refresh = async (): Promise<void> => {
    await Promise.all(all.map((each) => each.refresh()));
  };

  const view = computed<PopupView>(() => views.value.at(-1) ?? { kind: "home" });
  const show = (next: readonly PopupView[]): void => {
    views.value = next;
    const shown = next.at(-1);
    if (shown && "space" in shown && shown.space !== null) rooms.choose(shown.space);
  };
  const back = (): void => {
    if (views.value.length > 1) show(views.value.slice(0, -1));
  };

  const tell = (item: Omit<PopupNews, "id">): void => {
    told += 1;
    // One above the other they would cover what is pressed next
    const failures = news.value.filter(({ code }) => code !== null);
    news.value = [...failures, { ...item, id: String(told) }];
  };

  const carryOut = async <T>(work: () => Promise<T>): Promise<T> => {
    isWorking.value = true;
    try {
      return await work();
    } finally {
      isWorking.value = false;
      void refresh(); // each of them says itself why it could not be read
    }
  };

  const act = async <T>(work: () => Promise<T>, done?: string | null): Promise<T | null> => {
    if (isWorking.value) return null;
    try {
      const given = await carryOut(work);
      if (done !== null) tell({ code: null, ...(done === undefined ? {} : { text: done }) });
      return given;
    } catch (error) {
      tell({ code: codeOf(error) });
      return null;
    }
  };

  const answer = async (isYes: boolean): Promise<void> => {
    const asked = question.value;
    if (!asked || isWorking.value) return;
    questionCode.value = null;
    try {
      if (isYes) await carryOut(asked.work);
      question.value = null;
      if (isYes && asked.isEnd) back();
      if (isYes) tell({ code: null });
    } catch (error) {
      questionCode.value = codeOf(error);
    }
  };

  return {
    ...{ origin, core, tab, search, view, rooms, people, groups, invitations, pending, settings },
    ...{ question, questionCode, isWorking, news, refresh, back, act, answer },
    self: computed(() => people.value.value?.find(({ isSelf }) => isSelf) ?? null),
    setTab(chosen) {
      tab.value = chosen;
      search.value = "";
    },
    setSearch(text) {
      search.value = text;
    },
    open: (next) => show([...views.value, next]),
    replace: (next) => show([...views.value.slice(0, -1), next]),
    tell: (text) => tell({ code: null, text }),
    ask(asked) {
      questionCode.value = null;
      question.value = asked;
    },
    dismiss(id) {
      news.value = news.value.filter((item) => item.id !== id);
    },
  };
}

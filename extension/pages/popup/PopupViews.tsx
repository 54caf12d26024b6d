import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { PopupStore } from "../../state/popup-store.ts";
import { type Locale, useLocale } from "../../ui/locale.ts";
import { type Toast, ToastStack } from "../../ui/overlays/ToastStack.tsx";
import { DetailFrame } from "../../ui/popup/DetailFrame.tsx";
import { onRowKeys } from "../../ui/popup/row-keys.ts";
import { errorSentence } from "../../ui/states/error-sentence.ts";
import { AddPeopleView } from "./AddPeopleView.tsx";
import { AskedQuestion } from "./AskedQuestion.tsx";
import { EditPersonView } from "./EditPersonView.tsx";
import { GroupsView, GroupView } from "./GroupsView.tsx";
import { CopyRoomView, HandOverView } from "./HandOverView.tsx";
import { HistoryView } from "./HistoryView.tsx";
import { InvitationsView } from "./InvitationsView.tsx";
import { InviteView } from "./InviteView.tsx";
import { NumberView } from "./NumberView.tsx";
import { PersonView } from "./PersonView.tsx";
import { PopupHome } from "./PopupHome.tsx";
import { RightsView } from "./RightsView.tsx";
import { EditRoomView, NewRoomView } from "./RoomFormView.tsx";
import { RoomView } from "./RoomView.tsx";
import { SettingsView } from "./SettingsView.tsx";

/** What an unlocked popup shows, with the questions and the news over it. */
export function PopupViews({ store }: { readonly store: PopupStore }): JSX.Element {
  const locale = useLocale();
  const { kind } = store.view.value;
  const question = store.question.value;
  useBackKey(store);
  useFreshness(store);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go through the rows in it */}
      <div key={kind} onKeyDown={kind === "home" ? undefined : onRowKeys}>
        <View store={store} />
      </div>
      {question && <AskedQuestion store={store} question={question} />}
      <ToastStack toasts={toastsOf(store, locale)} onDismiss={store.dismiss} />
    </>
  );
}

const toastsOf = (store: PopupStore, { strings, errors }: Locale): Toast[] =>
  store.news.value.map(({ id, code, text }) =>
    code === null
      ? { id, tone: "done", text: text ?? strings.people.done }
      : { id, tone: "failed", text: errorSentence(errors, code) },
  );

function View({ store }: { readonly store: PopupStore }): JSX.Element {
  const { people } = useLocale().strings;
  const { origin, core } = store;
  const view = store.view.value;
  switch (view.kind) {
    case "home":
      return <PopupHome store={store} />;
    case "room":
      return <RoomView store={store} space={view.space} section={view.section} />;
    case "newRoom":
      return <NewRoomView store={store} />;
    case "editRoom":
      return <EditRoomView store={store} />;
    case "addPeople":
      return <AddPeopleView store={store} space={view.space} />;
    case "handOverRoom":
      return (
        <HandOverView
          store={store}
          title={people.room.handOver}
          text={people.room.handOverText}
          from={store.rooms.detail.value.value?.owner ?? null}
          space={view.space}
          handOver={async (user) => {
            await core.changeRoomOwner({ origin, space: view.space, user });
            return people.done;
          }}
        />
      );
    case "copyRoom":
      return <CopyRoomView store={store} />;
    case "invite":
      return <InviteView store={store} space={view.space} />;
    case "person":
      return <PersonView key={view.user} store={store} user={view.user} />;
    case "editPerson":
      return <EditPersonView store={store} user={view.user} />;
    case "handOverPerson":
      return (
        <HandOverView
          store={store}
          title={people.person.handOver}
          text={people.person.handOverText}
          from={view.user}
          space={null}
          handOver={async (to) =>
            people.person.handedOver(await core.handOverRooms({ origin, user: view.user, to }))
          }
        />
      );
    case "rights":
      return <RightsView store={store} user={view.user} />;
    case "number":
      return <NumberView store={store} user={view.user} />;
    case "ownNumber":
      return <NumberView store={store} user={null} />;
    case "invitations":
      return <InvitationsView store={store} />;
    case "groups":
      return <GroupsView store={store} />;
    case "group":
      return <GroupView store={store} group={view.group} />;
    case "settings":
      return <SettingsView store={store} />;
    case "portalHistory":
      return (
        <DetailFrame title={people.history.ofPortal} onBack={store.back}>
          <HistoryView store={store} of={{ origin }} />
        </DetailFrame>
      );
  }
}

/** What others did meanwhile is seen when one comes back to the page. */
function useFreshness(store: PopupStore): void {
  useEffect(() => {
    const refresh = () => void store.refresh();
    window.addEventListener("focus", refresh);
    return () => window.removeEventListener("focus", refresh);
  }, [store]);
}

/** Escape leads back, unless something over the page, or a field with text in it, takes it for itself. */
function useBackKey(store: PopupStore): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented || store.view.peek().kind === "home") return;
      if (document.querySelector("dialog[open], [role=menu]")) return;
      if (
        event.target instanceof HTMLInputElement &&
        event.target.type === "text" &&
        event.target.value !== ""
      ) {
        return;
      }
      event.preventDefault(); // or the browser closes the popup
      store.back();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [store]);
}

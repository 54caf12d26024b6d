import { CircleCheck } from "lucide";
import type { ComponentChildren, JSX } from "preact";
import type { SpaceId } from "../../../shared/ids.ts";
import type { PendingMatters } from "../../spaces/upkeep.ts";
import type { PopupStore } from "../../state/popup-store.ts";
import { Button } from "../../ui/controls/Button.tsx";
import { useLocale } from "../../ui/locale.ts";
import { EmptyState } from "../../ui/states/EmptyState.tsx";
import { UserText } from "../../ui/UserText.tsx";
import { LoadedView, useLoaded } from "./LoadedView.tsx";

/** What keeps keys from following people: who waits, which rooms wait, and what can be done about it. */
export function PendingTab({ store }: { readonly store: PopupStore }): JSX.Element {
  const { pending } = useLocale().strings.people;
  useLoaded(store.people);
  return (
    <LoadedView loaded={store.pending}>
      {(matters) =>
        countPending(matters) === 0 ? (
          <EmptyState title={pending.noneTitle} text={pending.noneText} icon={CircleCheck} />
        ) : (
          <Matters store={store} matters={matters} />
        )
      }
    </LoadedView>
  );
}

/** How many matters the tab counts: as the badge on the toolbar button does. */
export const countPending = ({ waiting, stale, withoutKey }: PendingMatters): number =>
  waiting.length + stale.length + withoutKey.length;

function Matters({ store, matters }: { store: PopupStore; matters: PendingMatters }): JSX.Element {
  const { pending, nameUnknown } = useLocale().strings.people;
  const { waiting, stale, withoutKey, holders } = matters;
  const nameOf = (user: string) =>
    store.people.value.value?.find((person) => person.user === user)?.name ?? nameUnknown;
  const holderNote = (space: SpaceId): string => {
    const all = holders.filter((each) => each.space === space);
    const givers = all.filter(({ mayGive }) => mayGive);
    const [only] = givers.length > 0 ? givers : all;
    if (!only) return pending.noHolder;
    if (givers.length > 1) return pending.soon;
    return givers.length === 1 ? pending.onlyHolder(nameOf(only.user)) : pending.holderOut(nameOf(only.user));
  };
  return (
    <>
      {waiting.length > 0 && (
        <Part title={pending.waiting(new Set(waiting.map(({ user }) => user)).size)}>
          {waiting.map(({ user, space, why }) => (
            <li key={`${user} ${space}`}>
              <button
                type="button"
                class="popup-row"
                data-row
                onClick={() => store.open({ kind: "person", user })}
              >
                <span class="popup-row-text">
                  <strong>
                    <UserText text={nameOf(user)} />
                  </strong>
                  <small>
                    <RoomTitle store={store} space={space} /> · {pending[why]}
                  </small>
                </span>
              </button>
            </li>
          ))}
        </Part>
      )}
      {stale.length > 0 && (
        <Part title={pending.stale(stale.length)}>
          <RoomLines store={store} spaces={stale} />
        </Part>
      )}
      {withoutKey.length > 0 && (
        <Part title={pending.withoutKey(withoutKey.length)}>
          <RoomLines store={store} spaces={withoutKey} noteOf={(space) => holderNote(space)} />
        </Part>
      )}
      <Button
        tone="primary"
        isPending={store.isWorking.value}
        onClick={() => void store.act(() => store.core.keepUp(store.origin))}
      >
        {pending.tryNow}
      </Button>
    </>
  );
}

function Part(props: { title: string; note?: string; children: ComponentChildren }): JSX.Element {
  return (
    <section aria-label={props.title}>
      <h2 class="popup-heading">{props.title}</h2>
      {props.note !== undefined && <p class="popup-quiet">{props.note}</p>}
      <ul class="popup-list">{props.children}</ul>
    </section>
  );
}

interface RoomLinesProps {
  readonly store: PopupStore;
  readonly spaces: readonly SpaceId[];
  readonly noteOf?: (space: SpaceId) => string;
}

function RoomLines({ store, spaces, noteOf }: RoomLinesProps): JSX.Element {
  return (
    <>
      {spaces.map((space) => (
        <li key={space}>
          <button
            type="button"
            class="popup-row"
            data-row
            onClick={() => store.open({ kind: "room", space, section: "members" })}
          >
            <span class="popup-row-text">
              <RoomTitle store={store} space={space} />
              {noteOf && <small>{noteOf(space)}</small>}
            </span>
          </button>
        </li>
      ))}
    </>
  );
}

/** What is no room that is listed is a shared file. */
function RoomTitle({ store, space }: { store: PopupStore; space: SpaceId }): JSX.Element {
  const { people, states } = useLocale().strings;
  const { pending, rooms } = people;
  const { mine } = store.rooms;
  useLoaded(mine);
  const row = mine.value.value?.find((each) => each.space === space);
  if (mine.value.value === null) return <>{states.loading}</>;
  if (!row) return <>{pending.sharedFile}</>;
  return <UserText text={row.title ?? rooms.sealed} />;
}

import type { JSX } from "preact";
import type { LiveStore } from "../../state/live-store.ts";
import { LiveState } from "../../ui/editor/LiveState.tsx";
import { PeopleHere } from "../../ui/editor/PeopleHere.tsx";

const SHOWN = { live: "live", connecting: "connecting", alone: "offline", apart: "apart" } as const;

/** Who else has the document open, and whether they see at once what is typed. */
export function DocumentPeople({ live }: { readonly live: LiveStore }): JSX.Element {
  const others = live.others.value.map(({ user, name, color }) => ({ id: user, name, color }));
  return (
    <>
      <LiveState state={SHOWN[live.status.value]} />
      {others.length > 0 && <PeopleHere people={others} />}
    </>
  );
}

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { NodeId, PortalOrigin } from "../../../shared/ids.ts";
import { readSharing } from "../../files/sharing.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import { useLocale } from "../../ui/locale.ts";
import { UserText } from "../../ui/UserText.tsx";
import type { FileHome } from "./file-home.ts";

export interface FileAccessProps {
  readonly origin: PortalOrigin;
  readonly node: NodeId;
  readonly home: FileHome;
}

/** Who can read a file: the members of its room, or its owner and those whom he gave access. */
export function FileAccess({ origin, node, home }: FileAccessProps): JSX.Element {
  const { info, rooms, people, states } = useLocale().strings;
  const isInRoom = home.place.section === "room";
  const sharing = useMemo(() => createLoaded(() => readSharing({ origin, node })), [origin, node]);
  useEffect(() => {
    if (!isInRoom) void sharing.load();
  }, [sharing, isInRoom]);
  if (isInRoom) return <>{rooms.info.membersOnly}</>;
  const found = sharing.value.value;
  if (found === null) return <>{sharing.code.value === null ? states.loading : "—"}</>;
  if (found.people.length === 0) return <>{info.accessOnlyYou}</>;
  const everybody = [{ user: found.owner, name: found.ownerName }, ...found.people];
  return (
    <ul class="access-list">
      {everybody.map(({ user, name }) => (
        <li key={user}>{name === null ? <em>{people.nameUnknown}</em> : <UserText text={name} />}</li>
      ))}
    </ul>
  );
}

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { PortalOrigin } from "../../../shared/ids.ts";
import { readSafetyNumber } from "../../people/safety.ts";
import { readHistory } from "../../spaces/history.ts";
import type { RoomDetail } from "../../spaces/rooms.ts";
import { createLoaded } from "../../state/popup-loaded.ts";
import { DefinitionRows, InfoPanel } from "../../ui/layout/InfoPanel.tsx";
import { useLocale } from "../../ui/locale.ts";
import { SafetyDigits } from "../../ui/popup/SafetyDigits.tsx";
import { UserText } from "../../ui/UserText.tsx";

export interface RoomInfoProps {
  readonly origin: PortalOrigin;
  readonly room: RoomDetail;
  readonly onClose: () => void;
}

/** Everything about a room: what a person asks first, then who is in it, then the exact terms with their meaning. */
export function RoomInfo({ origin, room, onClose }: RoomInfoProps): JSX.Element {
  const { strings, format } = useLocale();
  const { people, rooms } = strings;
  const name = (known: string | null) =>
    known === null ? <em>{people.nameUnknown}</em> : <UserText text={known} />;
  const facts = [
    { term: people.room.type, value: people.roomTypes[room.roomType] },
    { term: rooms.list.owner, value: name(room.ownerName) },
    {
      term: rooms.list.level,
      value: room.level === null ? rooms.list.notMember : people.levels[room.level],
    },
    { term: rooms.list.changed, value: format.moment(room.changedAtMs) },
  ];
  const members = room.members.map((member) => ({
    term: people.levels[member.level],
    value: name(member.name),
  }));
  return (
    <InfoPanel
      title={<UserText text={room.title ?? people.rooms.sealed} />}
      sections={[{ rows: facts }]}
      onClose={onClose}
    >
      <section class="info-section">
        <h3>{rooms.list.members}</h3>
        <dl class="info-rows">
          {members.map(({ term, value }, index) => (
            <div key={index} class="info-row">
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Verification origin={origin} room={room} />
    </InfoPanel>
  );
}

/** What members compare, so that nobody can show them different histories or stand between them. */
function Verification({ origin, room }: Omit<RoomInfoProps, "onClose">): JSX.Element {
  const { info, rooms, people } = useLocale().strings;
  const { space, changedAtMs } = room;
  const head = useMemo(() => createLoaded(() => readHistory({ origin, space })), [origin, space]);
  const safety = useMemo(() => createLoaded(() => readSafetyNumber(origin)), [origin]);
  useEffect(() => {
    void head.load();
    void safety.load();
  }, [head, safety, changedAtMs]);
  const [newest] = head.value.value ?? [];
  const number = safety.value.value;
  const rows = [
    { term: info.verified, value: "✓", explanation: people.history.verified },
    ...(newest
      ? [
          {
            term: rooms.info.record,
            value: `${newest.seq} · ${newest.hash}`,
            explanation: rooms.info.recordText,
            isCode: true,
          },
        ]
      : []),
    ...(number
      ? [
          {
            term: rooms.info.safety,
            value: <SafetyDigits groups={number.own} />,
            explanation: rooms.info.safetyText,
          },
        ]
      : []),
  ];
  return (
    <section class="info-section">
      <h3>{info.verification}</h3>
      <DefinitionRows rows={rows} />
    </section>
  );
}

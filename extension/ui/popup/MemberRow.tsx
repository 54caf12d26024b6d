import { Users, X } from "lucide";
import type { JSX } from "preact";
import type { Level } from "../../../shared/rights/levels.ts";
import { Avatar } from "../Avatar.tsx";
import { ChoiceField } from "../controls/ChoiceField.tsx";
import { IconButton } from "../controls/IconButton.tsx";
import { Icon } from "../Icon.tsx";
import { useLocale } from "../locale.ts";
import { UserText } from "../UserText.tsx";

/** A person or a group in a room. */
export interface MemberItem {
  readonly id: string;
  readonly kind: "person" | "group";
  readonly name: string;
  /** Small print under the name: what is pending, by which way he is here. */
  readonly notes: readonly string[];
  readonly level: Level | "RoomOwner";
  /** Empty when his level cannot be changed by the person at the screen. */
  readonly levelsToGive: readonly Level[];
  readonly mayRemove: boolean;
}

export interface MemberRowProps {
  readonly member: MemberItem;
  /** Something is being done: a level that is chosen now waits. */
  readonly isBusy?: boolean;
  readonly onLevel: (level: Level) => void;
  readonly onRemove: () => void;
}

/** A member with his level, or the menu of levels that may be given to him. */
export function MemberRow({ member, isBusy = false, onLevel, onRemove }: MemberRowProps): JSX.Element {
  const { people } = useLocale().strings;
  return (
    <li class="member" data-testid="member">
      {member.kind === "group" ? (
        <span class="avatar room-mark">
          <Icon node={Users} />
        </span>
      ) : (
        <Avatar name={member.name} seed={member.id} />
      )}
      <span class="popup-row-text">
        <strong>
          <UserText text={member.name} />
        </strong>
        {member.notes.length > 0 && <small>{member.notes.join(" · ")}</small>}
      </span>
      <LevelMenu member={member} isBusy={isBusy} onLevel={onLevel} />
      {member.mayRemove && (
        <IconButton icon={X} label={people.members.remove(member.name)} onClick={onRemove} />
      )}
    </li>
  );
}

type LevelMenuProps = Required<Pick<MemberRowProps, "member" | "isBusy" | "onLevel">>;

function LevelMenu({ member, isBusy, onLevel }: LevelMenuProps): JSX.Element {
  const { levels, members } = useLocale().strings.people;
  const { level, levelsToGive } = member;
  if (level === "RoomOwner" || levelsToGive.length === 0)
    return <span class="member-level">{levels[level]}</span>;
  const offered = levelsToGive.includes(level) ? levelsToGive : [level, ...levelsToGive];
  return (
    <ChoiceField
      label={members.levelOf(member.name)}
      action={members.setLevelOf(member.name)}
      isBusy={isBusy}
      isLabelHidden
      isNoteHidden
      value={level}
      options={offered.map((value) => ({ value, label: levels[value] }))}
      onChange={(chosen) => chosen !== level && onLevel(chosen)}
    />
  );
}

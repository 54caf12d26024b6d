import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { beginNewKit, confirmNewKit, type ProvenSecret } from "../../people/own-account.ts";
import { KitProof } from "../../ui/account/KitProof.tsx";
import { useLocale } from "../../ui/locale.ts";
import { KitSheet } from "../shell/KitSheet.tsx";
import { type AskedKit, groupsByNumber, wrongPositions } from "../shell/kit-groups.ts";
import { useWork } from "../shell/use-work.ts";
import { WorkForm } from "../shell/WorkForm.tsx";
import { CurrentSecret } from "./CurrentSecret.tsx";
import type { OwnDialogProps } from "./ProfileDialog.tsx";
import { UnlockedDialog } from "./UnlockedDialog.tsx";

type Stage = "prove" | "sheet" | "check" | "done";

/** A new recovery kit in place of the present one, in force only when it was typed back. */
export function NewKitDialog(props: OwnDialogProps): JSX.Element {
  const { ownAccount } = useLocale().strings;
  return (
    <UnlockedDialog origin={props.origin} title={ownAccount.newKit} width="wide" onClose={props.onClose}>
      <NewKitSteps {...props} />
    </UnlockedDialog>
  );
}

function NewKitSteps({ origin, account }: OwnDialogProps): JSX.Element {
  const { ownAccount } = useLocale().strings;
  const [stage, setStage] = useState<Stage>("prove");
  const [made, setMade] = useState<AskedKit | null>(null);
  if (stage === "done") return <p role="status">{ownAccount.kitChanged}</p>;
  if (stage === "prove" || made === null) {
    const begin = async (current: ProvenSecret) => {
      setMade(await beginNewKit({ origin, current }));
      setStage("sheet");
    };
    return <ProveFirst onProve={begin} />;
  }
  if (stage === "sheet") {
    const printed = { kit: made.kit, origin, email: account.email };
    return <ShowKit printed={printed} onKept={() => setStage("check")} />;
  }
  const confirm = async (groups: Readonly<Record<number, string>>) => {
    const isConfirmed = await confirmNewKit({ origin, groups });
    if (isConfirmed) setStage("done");
    return isConfirmed;
  };
  return <CheckKit made={made} onCheck={confirm} />;
}

function ProveFirst({ onProve }: { onProve: (current: ProvenSecret) => Promise<void> }): JSX.Element {
  const { ownAccount } = useLocale().strings;
  const [current, setCurrent] = useState<ProvenSecret>({ kind: "passphrase", secret: "" });
  const work = useWork();
  return (
    <WorkForm
      work={work}
      action={ownAccount.makeKit}
      isReady={current.secret !== ""}
      onSubmit={() => onProve(current)}
      problem={work.code.value === "LOGIN_REFUSED" ? ownAccount.currentWrong : null}
    >
      <p>{ownAccount.newKitText}</p>
      <CurrentSecret current={current} isDisabled={work.isWorking.value} onChange={setCurrent} />
    </WorkForm>
  );
}

type Printed = Parameters<typeof KitSheet>[0]["printed"];

function ShowKit({ printed, onKept }: { printed: Printed; onKept: () => void }): JSX.Element {
  const { actions } = useLocale().strings;
  const [isKept, setKept] = useState(false);
  return (
    <WorkForm work={useWork()} action={actions.continue} isReady={isKept} onSubmit={async () => onKept()}>
      <KitSheet printed={printed} isKept={isKept} onKept={setKept} />
    </WorkForm>
  );
}

interface CheckKitProps {
  readonly made: AskedKit;
  readonly onCheck: (groups: Readonly<Record<number, string>>) => Promise<boolean>;
}

function CheckKit({ made, onCheck }: CheckKitProps): JSX.Element {
  const { proof } = useLocale().strings;
  const positions = made.askedGroups.map((group) => group + 1);
  const [typed, setTyped] = useState<readonly string[]>(positions.map(() => ""));
  const [isWrong, setWrong] = useState(false);
  const work = useWork();
  return (
    <WorkForm
      work={work}
      action={proof.action}
      isReady={typed.every((group) => group !== "")}
      onSubmit={async () => setWrong(!(await onCheck(groupsByNumber(made, typed))))}
    >
      <p>{proof.intro}</p>
      <KitProof
        positions={positions}
        groups={typed}
        wrong={isWrong ? wrongPositions(made, typed) : []}
        isDisabled={work.isWorking.value}
        onInput={setTyped}
      />
    </WorkForm>
  );
}

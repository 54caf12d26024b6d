import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PopupQuestion, PopupStore } from "../../state/popup-store.ts";
import { Checkbox } from "../../ui/controls/Checkbox.tsx";
import { useLocale } from "../../ui/locale.ts";
import { ConfirmDialog } from "../../ui/overlays/ConfirmDialog.tsx";
import { errorSentence } from "../../ui/states/error-sentence.ts";

/** A question of the popup; one that costs most is answered only after a box was ticked. */
export function AskedQuestion(props: { store: PopupStore; question: PopupQuestion }): JSX.Element {
  const { store, question } = props;
  const { errors } = useLocale();
  const [isSure, setSure] = useState(false);
  const code = store.questionCode.value;
  const { sure } = question;
  return (
    <ConfirmDialog
      title={question.title}
      action={question.action}
      isDanger={question.isDanger}
      isPending={store.isWorking.value}
      isBlocked={sure !== undefined && !isSure}
      problem={code === null ? undefined : errorSentence(errors, code)}
      onConfirm={() => void store.answer(true)}
      onCancel={() => void store.answer(false)}
    >
      <p>{question.text}</p>
      {sure !== undefined && <Checkbox label={sure} isChecked={isSure} onChange={setSure} />}
    </ConfirmDialog>
  );
}

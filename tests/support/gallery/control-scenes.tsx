import { Copy, FilePlus, Info, Plus, Search, Upload } from "lucide";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Avatar } from "../../../extension/ui/Avatar.tsx";
import { Button } from "../../../extension/ui/controls/Button.tsx";
import { Checkbox } from "../../../extension/ui/controls/Checkbox.tsx";
import { IconButton } from "../../../extension/ui/controls/IconButton.tsx";
import { PassphraseField } from "../../../extension/ui/controls/PassphraseField.tsx";
import { SearchField } from "../../../extension/ui/controls/SearchField.tsx";
import { SelectField } from "../../../extension/ui/controls/SelectField.tsx";
import { StrengthMeter } from "../../../extension/ui/controls/StrengthMeter.tsx";
import { TextField } from "../../../extension/ui/controls/TextField.tsx";
import { FormatIcon, type FormatKind } from "../../../extension/ui/FormatIcon.tsx";
import { Menu } from "../../../extension/ui/overlays/Menu.tsx";
import { MENU, nothing } from "./samples.ts";

export function Controls(): JSX.Element {
  const [text, setText] = useState("Alice Winter");
  return (
    <main style={{ display: "grid", gap: "20px", maxInlineSize: "560px", padding: "24px" }}>
      <h1>Controls</h1>
      <div style={{ display: "flex", flexWrap: "wrap", gap: "8px" }}>
        <Button tone="primary" icon={Plus}>
          New
        </Button>
        <Button icon={Upload}>Upload</Button>
        <Button tone="quiet">Quiet</Button>
        <Button tone="danger">Delete for good</Button>
        <Button tone="primary" isPending>
          Saving…
        </Button>
        <Button isDisabled>Cannot</Button>
        <Menu label="New" icon={FilePlus} tone="primary" entries={MENU} />
        <IconButton icon={Info} label="Info" isPressed onClick={nothing} />
        <IconButton icon={Search} label="Search" onClick={nothing} />
        <IconButton icon={Copy} label="Copy link" isDisabled onClick={nothing} />
      </div>
      <TextField label="Name" value={text} onInput={setText} hint="People you work with see it." />
      <TextField
        label="E-mail"
        kind="email"
        value="alice@"
        onInput={nothing}
        problem="This does not look like an e-mail address yet."
      />
      <PassphraseField value="correct horse" onInput={nothing} isNew />
      <StrengthMeter score={null} />
      <StrengthMeter score={1} />
      <StrengthMeter score={4} />
      <SelectField
        label="Theme"
        value="dark"
        options={[
          { value: "light", label: "Light" },
          { value: "dark", label: "Dark" },
        ]}
        onChange={nothing}
      />
      <Checkbox label="I have it in a safe place" isChecked onChange={nothing} />
      <SearchField label="Search in this folder" value="lease" onInput={nothing} />
    </main>
  );
}

const KINDS: readonly FormatKind[] = ["folder", "docx", "xlsx", "pptx", "pdf", "image", "other"];

export function Icons(): JSX.Element {
  return (
    <main style={{ display: "grid", gap: "24px", padding: "24px" }}>
      <h1>Icons</h1>
      {([20, 32] as const).map((size) => (
        <div key={size} style={{ display: "flex", gap: "20px" }}>
          {KINDS.map((kind) => (
            <FormatIcon key={kind} kind={kind} size={size} isPrivate />
          ))}
        </div>
      ))}
      <div style={{ display: "flex", gap: "8px" }}>
        {[
          "Alice Winter",
          "bob",
          "Çağla Öz",
          "محمد علي",
          "__proto__",
          "👩‍👩‍👧 Family",
          "Eve",
          "Mallory X",
        ].map((name) => (
          <Avatar key={name} name={name} seed={name} />
        ))}
      </div>
    </main>
  );
}

import { schema } from "@eigenpal/docx-editor-core/prosemirror";
import { setGoogleFontsEnabled } from "@eigenpal/docx-editor-core/utils";
import type { Node } from "prosemirror-model";
import { describe, expect, it } from "vitest";
import { applyUpdate, Doc } from "yjs";
import { NO_PICTURES } from "../../../../extension/editors/docx/pictures.ts";
import { readDocx } from "../../../../extension/editors/docx/read-docx.ts";
import { seedDocx } from "../../../../extension/editors/docx/seed-docx.ts";
import { bodyOf } from "../../../../extension/editors/docx/shared-fields.ts";
import { asPlain } from "../../../../shared/bytes.ts";
import { readProse } from "../../../support/prose.ts";
import { sampleDocx } from "../../../support/sample-docx.ts";

setGoogleFontsEnabled(false);

function sourcesIn(document: Node): unknown[] {
  const sources: unknown[] = [];
  document.descendants((node) => {
    if (node.type.name === "image") sources.push(node.attrs.src);
  });
  return sources;
}

async function shared(): Promise<Doc> {
  const doc = new Doc();
  applyUpdate(doc, await seedDocx(asPlain(sampleDocx().slice())));
  return doc;
}

describe("the pictures of a text document", () => {
  it("are named in the shared state, not carried by it", async () => {
    const [source, ...others] = sourcesIn(readProse(bodyOf(await shared()), schema, NO_PICTURES));
    expect(source).toMatch(/^picture:[\w-]{43}$/);
    expect(others).toEqual([]);
  });

  it("are shown to whoever has the file", async () => {
    const { body, pictures } = await readDocx(asPlain(sampleDocx().slice()));
    const [source] = sourcesIn(readProse(bodyOf(await shared()), schema, pictures));
    expect(source).toMatch(/^data:image\/png;base64,/);
    expect([source]).toEqual(sourcesIn(body));
  });

  it("are called the same by everybody who has the file, and nothing else is renamed", async () => {
    const [bobs, carols] = [
      await readDocx(asPlain(sampleDocx().slice())),
      await readDocx(asPlain(sampleDocx().slice())),
    ];
    const [source] = sourcesIn(bobs.body);
    expect(bobs.pictures.nameOf(source)).toBe(carols.pictures.nameOf(source));
    expect(bobs.pictures.nameOf("data:image/png;base64,AAAA")).toBe("data:image/png;base64,AAAA");
    expect(bobs.pictures.nameOf(undefined)).toBeUndefined();
  });

  it("that mallory makes up are left as they are called", async () => {
    const { pictures } = await readDocx(asPlain(sampleDocx().slice()));
    expect(pictures.sourceOf("picture:made-up")).toBe("picture:made-up");
    expect(pictures.nameOf("picture:made-up")).toBe("picture:made-up");
  });
});

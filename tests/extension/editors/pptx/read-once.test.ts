import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import { contentOf, forgetRead, readAhead } from "../../../../extension/editors/pptx/read-once.ts";
import { createBlankDocument } from "../../../../extension/files/blank/blank-document.ts";
import { asPlain } from "../../../../shared/bytes.ts";

const talk = () => asPlain(createBlankDocument("pptx", { title: "Talk", locale: "en-GB" }));

afterEach(() => {
  vi.restoreAllMocks();
  forgetRead();
});

const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const BACKGROUND = `<p:bg><p:bgPr><a:blipFill><a:blip xmlns:r="${REL}" r:embed="rId99"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>`;
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A presentation with a picture behind its first slide. */
function withPicture() {
  const parts = unzipSync(talk());
  const put = (path: string, text: string, before: string) => {
    const source = strFromU8(parts[path] ?? new Uint8Array());
    parts[path] = strToU8(source.replace(before, `${text}${before}`));
  };
  put("ppt/slides/slide1.xml", BACKGROUND, "<p:spTree>");
  const picture = `<Relationship Id="rId99" Type="${REL}/image" Target="../media/photo.png"/>`;
  put("ppt/slides/_rels/slide1.xml.rels", picture, "</Relationships>");
  put("[Content_Types].xml", '<Default Extension="png" ContentType="image/png"/>', "</Types>");
  parts["ppt/media/photo.png"] = new Uint8Array(Buffer.from(PIXEL, "base64"));
  return asPlain(new Uint8Array(zipSync(parts)));
}

/** The pictures that the browser holds open. */
function watchPictures(): Set<string> {
  const open = new Set<string>();
  const [create, revoke] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL)];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const url = create(blob);
    open.add(url);
    return url;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => {
    open.delete(url);
    revoke(url);
  });
  return open;
}

describe("pictures of a presentation that was read ahead", () => {
  it("are held open for one that is about to be shown, and for none that nobody shows", async () => {
    const open = watchPictures();
    await readAhead(withPicture());
    const ofOne = open.size;
    expect(ofOne).toBeGreaterThan(0);
    const bytes = withPicture();
    await readAhead(bytes);
    await readAhead(bytes);
    expect(open.size).toBe(ofOne);
    forgetRead();
    expect(open.size).toBe(0);
  });

  it("are the viewer's to give back once it has them", async () => {
    const open = watchPictures();
    const bytes = withPicture();
    await readAhead(bytes);
    const read = contentOf(bytes).takeRead();
    forgetRead();
    expect(open.size).toBeGreaterThan(0);
    read?.handler.dispose();
    expect(open.size).toBe(0);
  });
});

describe("a presentation that its first reader makes a session of", () => {
  it("is read once, and anew by the next viewer", async () => {
    const bytes = talk();
    const slides = await readAhead(bytes);
    const content = contentOf(bytes);
    const read = content.takeRead();
    expect(read?.deck.slides.map(({ id }) => id)).toEqual(slides.map(({ id }) => id));
    expect(content.takeRead()).toBeUndefined();
    expect(contentOf(bytes).takeRead()).toBeUndefined();
    read?.handler.dispose();
  });

  it("is read by the viewer itself where somebody else began the session", () => {
    const bytes = talk();
    const content = contentOf(bytes);
    expect(content.takeRead()).toBeUndefined();
    expect(Buffer.compare(content, bytes)).toBe(0);
  });

  it("is refused when it cannot be read", async () => {
    await expect(readAhead(asPlain(new Uint8Array([1, 2, 3])))).rejects.toMatchObject({
      code: "DOCUMENT_DAMAGED",
    });
  });
});

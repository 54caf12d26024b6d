import { ArrowLeft, ChevronRight, ExternalLink, LogOut, Plus } from "lucide";
import { describe, expect, it } from "vitest";
import { Icon } from "../../../extension/ui/Icon.tsx";
import { find, show } from "../../support/show.tsx";

describe("an icon", () => {
  it.each([
    ["the way back", ArrowLeft, true],
    ["the way further in", ChevronRight, true],
    ["the way out", LogOut, true],
    ["another tab", ExternalLink, true],
    ["something new", Plus, false],
  ])("for %s is mirrored with the direction of reading: %s", (_, node, isMirrored) => {
    show(<Icon node={node} />);
    expect(find("svg").classList.contains("is-directional")).toBe(isMirrored);
  });
});

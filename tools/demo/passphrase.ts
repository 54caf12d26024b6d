import { randomInt } from "node:crypto";

/** For people of a demo only: nobody's real files stand behind these. */
const WORDS =
  "amber anchor barley beacon birch bramble canyon cedar cellar cobalt copper coral cradle dapple ember falcon fennel fjord garnet glacier hazel heron hollow indigo ivory jasper juniper kettle lantern larch lichen linen lupin maple marble meadow mellow nettle oboe onyx orchard otter pebble pewter plover quarry quill raven russet saffron sable sorrel thicket thistle timber topaz tundra umber velvet walnut willow wren yarrow zephyr".split(
    " ",
  );
const WORDS_EACH = 6;

export const randomPassphrase = (): string =>
  Array.from({ length: WORDS_EACH }, () => WORDS[randomInt(WORDS.length)]).join(" ");

/** The same at every machine, for scripts: `at` tells people apart. */
export const fixedPassphrase = (at: number): string =>
  Array.from({ length: WORDS_EACH }, (_, word) => WORDS[(at * 11 + word * 17 + 5) % WORDS.length]).join(" ");

import "fake-indexeddb/auto";
import { giveEverybodyOwnModules } from "../../tools/demo/own-modules.ts";
import { tellStory } from "../../tools/demo/story.ts";

// A process of its own: `node tests/support/tell-story.ts <url> <setup token>` fills the portal with the people of the demo
// and prints them.
const [url = "", setupToken = ""] = process.argv.slice(2);
giveEverybodyOwnModules();
const demo = await tellStory({ url, setupToken, isFixed: false, onStep: () => undefined });
process.stdout.write(JSON.stringify(demo), () => process.exit(0));

import { type Figure, median } from "./figure.ts";
import type { PeopleTask, PeopleTimes } from "./in-browser/people.worker.ts";
import type { Lab } from "./lab.ts";

/** The portal's log from nothing, from what the browser keeps, and behind it; and a new key for a room. */
export async function benchPeople(lab: Lab, task: PeopleTask): Promise<Figure[]> {
  const times = await lab.run<PeopleTask, PeopleTimes>("people", task);
  const figure = { area: "People", browser: lab.browser, unit: "ms" } as const;
  const isGoal = lab.browser === "Chromium";
  const goalOf = (atMost: number) => (isGoal ? { goal: { atMost } } : {});
  return [
    {
      ...figure,
      what: `portal log of ${task.entries} entries, read and verified from nothing`,
      value: median(times.coldMs),
      ...goalOf(3000),
    },
    { ...figure, what: "the same, from what the browser keeps", value: median(times.warmMs) },
    { ...figure, what: "100 entries more", value: median(times.deltaMs) },
    {
      ...figure,
      what: `a new key for a room with ${task.members} members`,
      value: median(times.rotationMs),
      ...goalOf(300),
    },
  ];
}

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RECIPES } from "../../support/vector-recipes.ts";

interface Case {
  readonly input: Record<string, unknown>;
  readonly output: Record<string, unknown>;
}

const casesOf = (name: string): Case[] =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));

/** Argon2id among them takes seconds on a busy machine. */
describe("frozen vectors", { timeout: 30_000 }, () => {
  it("exist for every kind of object, and no other", () =>
    expect(
      readdirSync(new URL("../../vectors/", import.meta.url))
        .filter((file) => file.endsWith(".json"))
        .sort(),
    ).toEqual(
      Object.keys(RECIPES)
        .map((name) => `${name}.json`)
        .sort(),
    ));

  const reproducible = Object.entries(RECIPES).filter(([, recipe]) => recipe.isReproducible);
  it.each(reproducible)("%s still comes out byte for byte", async (name, recipe) => {
    for (const { input, output } of casesOf(name)) expect(await recipe.make(input as never)).toEqual(output);
  });

  it.each(Object.entries(RECIPES))("%s still has the inputs that it was frozen with", (name, recipe) =>
    expect(casesOf(name).map(({ input }) => input)).toEqual(recipe.inputs),
  );
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { emailField, personNameField, typedEmailField } from "../../../shared/api/fields.ts";

describe("names and addresses in requests", () => {
  it("may be as long as the formats say, in characters and not in UTF-16 units", () => {
    expect(v.is(personNameField, "𝒜".repeat(100))).toBe(true);
    expect(v.is(personNameField, "𝒜".repeat(101))).toBe(false);
  });

  it.each(["Alice@example.org", " alice@example.org", "alice", ""])("%j is no address as kept", (text) => {
    expect(v.is(emailField, text)).toBe(false);
  });

  it("are read as typed where a person types them", () => {
    expect(v.parse(typedEmailField, " Alice@Example.org ")).toBe("alice@example.org");
    expect(v.is(typedEmailField, "alice")).toBe(false);
  });
});

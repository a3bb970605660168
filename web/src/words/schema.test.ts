import { describe, expect, it } from "vitest";
import type { Node } from "../api/types";
import { schemaChanges, schemaOf, versionBefore } from "./schema";

const field = (name: string, type: string) => ({ name, type });

describe("schemas", () => {
  it("differ by what came, went and changed its type, not by order", () => {
    expect(
      schemaChanges(
        [field("a", "int"), field("amount", "double"), field("old", "text")],
        [field("amount", "long"), field("a", "int"), field("new", "text")],
      ),
    ).toEqual([
      { name: "amount", before: "double", after: "long" },
      { name: "new", before: undefined, after: "text" },
      { name: "old", before: "text", after: undefined },
    ]);
  });

  it("are none when nothing is recorded, and keep what has no type", () => {
    expect(schemaOf({})).toBeUndefined();
    expect(schemaOf({ schema: [{ name: "a" }, { type: "int" }, 7] })).toEqual([field("a", "")]);
  });

  it("are compared with what the same tools said before", () => {
    const version = (source: string, schema: boolean) =>
      ({ sources: [source], attributes: schema ? { schema: [] } : {} }) as unknown as Node;
    const versions = [
      version("openlineage", true),
      version("mlflow", true),
      version("openlineage", false),
      version("openlineage", true),
    ];
    expect(versionBefore(versions, 0)).toBe(versions[3]);
    expect(versionBefore(versions, 1)).toBeUndefined();
  });
});

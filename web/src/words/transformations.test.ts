import { describe, expect, it } from "vitest";
import { transformationsOf } from "./transformations";

describe("transformations", () => {
  it("are read as words, each once", () => {
    const filter = { type: "INDIRECT", subtype: "GROUP_BY", description: " ", masking: true };
    expect(
      transformationsOf({
        transformations: [
          { type: "DIRECT", subtype: "TRANSFORMATION", description: "x / 100", masking: false },
          filter,
          filter,
        ],
      }),
    ).toEqual([
      { how: "direct transformation", description: "x / 100", masking: false },
      { how: "indirect group by", description: undefined, masking: true },
    ]);
  });

  it("are none when nothing readable was said", () => {
    expect(transformationsOf({})).toEqual([]);
    expect(transformationsOf({ transformations: "DIRECT" })).toEqual([]);
    expect(transformationsOf({ transformations: [null, 7] })).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { readFilter } from "./filter";

describe("readFilter", () => {
  it("takes words, parameters, tags, owner and date apart", () => {
    expect(
      readFilter('nightly param.max_depth=8 tag.reviewed tag.team="risk models" owner=ann since=2026-01-05 fraud'),
    ).toEqual({
      q: "nightly fraud",
      params: { "param.max_depth": "8" },
      tag: ["reviewed", "team=risk models"],
      owner: "ann",
      since: "2026-01-05",
    });
  });

  it("leaves alone what is only being typed", () => {
    expect(readFilter("")).toEqual({});
    expect(readFilter("param.depth tag.")).toEqual({ q: "param.depth tag." });
    expect(readFilter("a=b=c")).toEqual({ q: "a=b=c" });
    expect(readFilter('tag.team="risk mod')).toEqual({ tag: ["team=risk mod"] });
  });

  it("keeps equals signs in values", () => {
    expect(readFilter("param.query=a=b")).toEqual({ params: { "param.query": "a=b" } });
  });
});

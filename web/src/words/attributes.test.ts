import { describe, expect, it } from "vitest";
import { aliases, family, others, stage, text } from "./attributes";

const attributes = {
  name: "fraud",
  "param.layer10": "b",
  "param.layer2": "a",
  "alias.production": true,
  "alias.old": false,
  stage: "None",
  host: "gpu-07",
  empty: "",
};

describe("attributes", () => {
  it("takes a family apart, sorted as people sort", () => {
    expect(family(attributes, "param.")).toEqual([
      { key: "layer2", value: "a" },
      { key: "layer10", value: "b" },
    ]);
  });

  it("lists the rest without hidden keys and families", () => {
    expect(others(attributes, ["param.", "alias.", "name", "stage", "empty"])).toEqual([
      { key: "host", value: "gpu-07" },
    ]);
  });

  it("shows only aliases that are held, and only a stage that is one", () => {
    expect(aliases(attributes)).toEqual(["production"]);
    expect(stage(attributes)).toBeUndefined();
    expect(stage({ stage: "Production" })).toBe("Production");
  });

  it("reads texts and nothing else as texts", () => {
    expect(text(attributes, "host")).toBe("gpu-07");
    expect(text(attributes, "empty")).toBeUndefined();
    expect(text(attributes, "alias.production")).toBeUndefined();
  });
});

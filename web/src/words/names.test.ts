import { describe, expect, it } from "vitest";
import type { Node } from "../api/types";
import { captionOf, nameOf } from "./names";
import { kindOf } from "./urn";

describe("nameOf", () => {
  it.each([
    ["urn:clew:run:mlflow/6f0c", "nimble-finch-77", "nimble-finch-77"],
    ["urn:clew:model-version:mlflow/fraud/3", "fraud/3", "fraud version 3"],
    ["urn:clew:dataset-version:s3%3A%2F%2Fbank/tx/mlflow-1a2b3c4d", "tx", "tx mlflow-1a2b3c4d"],
    ["urn:clew:dataset-version:s3%3A%2F%2Fbank/tx/v-7", "tx/v-7", "tx/v-7"],
    ["urn:clew:logged-model:mlflow/m-5fb90e32d5a746c183235cc9b1de5adb", "model", "model m-5fb90e32d5…"],
    ["urn:clew:dataset:s3%3A%2F%2Fbank/tx", "", "s3://bank/tx"],
  ])("of %s called %j is %j", (urn, name, shown) => {
    expect(nameOf({ urn, name })).toBe(shown);
  });
});

describe("captionOf", () => {
  it("says the kind, and only what is not as usual", () => {
    const node: Node = {
      urn: "urn:clew:model-version:mlflow/fraud/3",
      kind: "model-version",
      name: "fraud/3",
      attributes: { "alias.production": true, stage: "None", status: "complete" },
      created: null,
      deleted: true,
      same_as: [],
      sources: [],
    };
    expect(captionOf(node)).toBe("model version · @production · deleted");
  });

  it.each([
    ["urn:clew:agent:claimed/mlflow/ben", {}, "person or service · claimed"],
    ["urn:clew:agent:oidc/ben", {}, "person or service"],
    ["urn:clew:code:github.com%2Fbank/9f3e", {}, "code · state unknown"],
    ["urn:clew:code:github.com%2Fbank/9f3e", { "code-state": "dirty" }, "code · dirty"],
    ["urn:clew:code:github.com%2Fbank/9f3e", { "code-state": "clean" }, "code"],
  ])("never takes a claim or an unknown for granted: %s %j", (urn, attributes, caption) => {
    const kind = kindOf(urn);
    const said = { created: null, deleted: false, same_as: [], sources: [] };
    expect(captionOf({ urn, kind, name: "x", attributes, ...said })).toBe(caption);
  });
});

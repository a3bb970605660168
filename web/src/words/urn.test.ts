import { describe, expect, it } from "vitest";
import { abbreviate, kindOf, parseUrn, shortName } from "./urn";

describe("parseUrn", () => {
  it("takes kind and decoded segments", () => {
    expect(parseUrn("urn:clew:dataset-version:s3%3A%2F%2Fbank/transactions/mlflow-1a")).toEqual({
      kind: "dataset-version",
      segments: ["s3://bank", "transactions", "mlflow-1a"],
    });
  });

  it.each(["", "urn:clew:", "urn:clew:run:", "urn:clew:nonsense:a", "urn:clew:run:%E0%A4%A", "runs:/x"])(
    "refuses %j",
    (text) => {
      expect(parseUrn(text)).toBeUndefined();
    },
  );
});

describe("shortName", () => {
  it.each([
    ["urn:clew:model-version:mlflow/fraud/3", "fraud version 3"],
    ["urn:clew:dataset-version:s3%3A%2F%2Fbank/transactions/mlflow-1a2b3c4d", "transactions mlflow-1a2b3c4d"],
    ["urn:clew:run:mlflow/6f0c9d2e4b1a4f6f8a7d000000000001", "6f0c9d2e4b…"],
    ["urn:clew:agent:claimed/mlflow/root", "root"],
    ["not a urn", "not a urn"],
  ])("names %s", (urn, name) => {
    expect(shortName(urn)).toBe(name);
  });

  it("leaves words alone that only look a little like ids", () => {
    expect(abbreviate("deadbeef facade")).toBe("deadbeef facade");
  });
});

describe("kindOf", () => {
  it("falls back on the plainest kind", () => {
    expect(kindOf("urn:clew:code:github.com/9f3e")).toBe("code");
    expect(kindOf("nonsense")).toBe("artifact");
  });
});

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
    ["urn:clew:dataset-version:s3%3A%2F%2Fbank/transactions/mlflow-1a2b3c4d", "transactions/mlflow-1a2b3c4d"],
    ["urn:clew:run:mlflow/6f0c9d2e4b1a4f6f8a7d000000000001", "6f0c9d2e4b…"],
    ["urn:clew:dataset:s3%3A%2F%2Fbank/transactions", "s3://bank/transactions"],
    ["urn:clew:dataset:file/%2Ftmp%2Fx.csv", "file/tmp/x.csv"],
    ["urn:clew:dataset:postgres%3A%2F%2Fdb%3A5432/bank.public.users", "postgres://db:5432/bank.public.users"],
    ["urn:clew:dataset:mlflow%2Ffraud/dataset", "dataset"],
    ["urn:clew:code:github.com%2Fbank%2Ffraud/9f3e21c07d1b4a6e8c5f2b9d0a1e3c4f5b6a7d88", "fraud@9f3e21c07d…"],
    ["urn:clew:environment:sha256-0123456789abcdef0123456789abcdef", "environment sha256-0123456789…"],
    ["urn:clew:agent:claimed/mlflow/root", "root"],
    ["urn:clew:note:clew/59f47253-d7de-423d-8d05-dbb5e5d09c1a", "59f47253…"],
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

import { expect, it } from "vitest";
import { asInstant, asLocalTime, asPeopleWrite } from "./reference";

it.each([
  ["urn:clew:model-version:mlflow/fraud/3", "models:/fraud/3"],
  ["urn:clew:model-version:mlflow/a%2Fb/3", "urn:clew:model-version:mlflow/a%2Fb/3"],
  ["urn:clew:model-version:sagemaker/fraud/3", "urn:clew:model-version:sagemaker/fraud/3"],
  ["urn:clew:logged-model:mlflow/m-12", "models:/m-12"],
  ["urn:clew:run:mlflow/6f0c", "runs:/6f0c"],
  ["urn:clew:run:openlineage/6f0c", "urn:clew:run:openlineage/6f0c"],
  ["urn:clew:dataset:s3%3A%2F%2Fbank/transactions", "s3://bank/transactions"],
  ["urn:clew:dataset:warehouse/transactions", "urn:clew:dataset:warehouse/transactions"],
  ["urn:clew:job:spark/load", "urn:clew:job:spark/load"],
  ["models:/fraud@production", "models:/fraud@production"],
])("writes %s as %s", (urn, reference) => {
  expect(asPeopleWrite(urn)).toBe(reference);
});

it("turns times of an address into local ones and back", () => {
  const instant = "2026-01-05T10:30:00.000Z";
  expect(asInstant(asLocalTime(instant))).toBe(instant);
  expect(asLocalTime(undefined)).toBe("");
  expect(asLocalTime("yesterday")).toBe("");
  expect(asLocalTime("2026-01-05")).not.toBe("");
  expect(asInstant("")).toBe(undefined);
  expect(asInstant("soon")).toBe(undefined);
});

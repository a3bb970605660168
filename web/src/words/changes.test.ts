import { describe, expect, it } from "vitest";
import type { Change } from "../api/types";
import { fieldOf, groupChanges, isText, movedBy, scoreOf, shownValue, textOf } from "./changes";

function change(rank: number, causedBy: number | null = null, material = true): Change {
  return { rank, caused_by: causedBy, score: material ? 0.7 : 0.1 } as Change;
}

describe("groupChanges", () => {
  it("puts what follows below its root, along chains, and incidental changes apart", () => {
    const { material, incidental } = groupChanges([
      change(1),
      change(2),
      change(3, 1),
      change(4, 3),
      change(5, null, false),
    ]);
    expect(material.map(({ change: { rank } }) => rank)).toEqual([1, 2]);
    expect(material[0]?.following.map(({ rank }) => rank)).toEqual([3, 4]);
    expect(incidental.map(({ change: { rank } }) => rank)).toEqual([5]);
  });

  it("keeps what follows from a change of another page, and ends on a circle", () => {
    const { material } = groupChanges([change(7, 2), change(8, 9), change(9, 8)]);
    expect(material.flatMap((root) => [root.change, ...root.following]).length).toBe(3);
  });
});

it.each<[Change["kind"], string, string]>([
  ["code", "sql", "SQL"],
  ["parameter", "max_depth", "parameter max_depth"],
  ["package", "xgboost", "package xgboost"],
  ["environment", "env:LANG", "variable LANG"],
  ["environment", "python", "python"],
  ["quality", "nulls", "nulls"],
])("words the field of %s %s", (kind, field, words) => {
  expect(fieldOf({ kind, field, before: null, after: 1 })).toBe(words);
});

it("says how a score comes about", () => {
  expect(scoreOf({ score: 0.8525, factors: { base: 0.97, near: 0.917, rare: 0.958, size: 1 } })).toBe(
    "0.85 = base 0.97 × near 0.92 × rare 0.96 × size 1",
  );
  expect(scoreOf({ score: 0.5, factors: {} })).toBe("0.5");
});

it("names a check in the field, and shows how it went", () => {
  const before = { assertion: "amount_in_range", success: true };
  const after = { assertion: "amount_in_range", success: false };
  expect(fieldOf({ kind: "quality", field: "assertion", before: null, after })).toBe("check amount_in_range");
  expect([before, after, 7, null].map(shownValue)).toEqual(["passed", "failed", 7, null]);
});

it.each([
  [84.12, 8461.5, "× 101"],
  [0.948, 0.902, "−4.85 %"],
  [100, 103.1, "+3.1 %"],
  [1_000_000, 1_000_001, "+0.0001 %"],
  [0, 4, undefined],
  ["a", "b", undefined],
  [-2, -3, "−50 %"],
])("says that %s to %s is %s", (before, after, said) => {
  expect(movedBy(before, after)).toBe(said);
});

it("compares what is long, of several lines, or of several entries as texts", () => {
  expect(isText("double", "long")).toBe(false);
  expect(isText(null, "a\nb")).toBe(true);
  expect(isText("x".repeat(61), "y")).toBe(true);
  expect(isText({ a: 1, b: "c" }, null)).toBe(true);
  expect(textOf({ a: 1, b: "c" })).toBe("a: 1\nb: c");
  expect(textOf(["id", "amount"])).toBe("id\namount");
});

it("words how a column was made, without braces and URNs", () => {
  const from = "urn:clew:column:postgres%3A%2F%2Fdb%3A5432/shop.payments/amount_cents";
  const cast = { type: "DIRECT", subtype: "TRANSFORMATION", description: "amount / 100", masking: false };
  expect(textOf([{ from, transformations: [cast] }, { from, transformations: [] }])).toBe(
    "shop.payments#amount_cents: direct transformation amount / 100\nshop.payments#amount_cents",
  );
  expect(textOf([{ from, transformations: [{ type: "INDIRECT", subtype: "FILTER", masking: true }] }])).toBe(
    "shop.payments#amount_cents: indirect filter masked",
  );
});

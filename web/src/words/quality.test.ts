import { expect, it } from "vitest";
import type { Node } from "../api/types";
import { qualityRows } from "./quality";

it("lists figures and assertions over versions, those of the whole first", () => {
  const versions = [
    {
      attributes: {
        "quality.rows": 10,
        "quality.columns": { amount: { mean: 7498, nulls: 0 } },
        "assertion.not_null.amount": { success: false },
      },
    },
    { attributes: { "quality.rows": 9, "assertion.not_null.amount": { success: true } } },
    { attributes: {} },
  ] as unknown as Node[];
  expect(qualityRows(versions)).toEqual([
    { name: "assertion not_null.amount", values: [false, true, undefined] },
    { name: "rows", values: [10, 9, undefined] },
    { name: "amount · mean", values: [7498, undefined, undefined] },
    { name: "amount · nulls", values: [0, undefined, undefined] },
  ]);
});

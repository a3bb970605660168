import { describe, expect, it } from "vitest";
import type { SearchResult } from "../../api/types";
import { columnsOf, defaultColumns } from "./columns";

function run(id: string, attributes: SearchResult["attributes"]): SearchResult {
  return {
    urn: `urn:clew:run:mlflow/${id}`,
    kind: "run",
    name: id,
    snippet: null,
    updated: "2026-01-05T10:00:00.000Z",
    attributes,
  };
}

describe("columns of the run list", () => {
  const runs = [
    run("a", { "metric.auc": 0.9, "param.depth": "4", "param.seed": "1", status: "complete" }),
    run("b", { "metric.auc": 0.8, "metric.f1": 0.7, "param.depth": "5", "param.seed": "1" }),
  ];

  it("are all metrics, then all parameters", () => {
    expect(columnsOf(runs).map((column) => column.key)).toEqual([
      "metric.auc",
      "metric.f1",
      "param.depth",
      "param.seed",
    ]);
  });

  it("leave out at first a parameter that is the same everywhere", () => {
    expect(defaultColumns(runs, columnsOf(runs))).toEqual(["metric.auc", "metric.f1", "param.depth"]);
  });

  it("show the parameters of a single run", () => {
    const one = runs.slice(0, 1);
    expect(defaultColumns(one, columnsOf(one))).toEqual(["metric.auc", "param.depth", "param.seed"]);
  });

  it("are three metrics and two parameters at most", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const many = run(
      "many",
      Object.fromEntries(names.flatMap((name) => [[`metric.${name}`, 1], [`param.${name}`, "1"]])),
    );
    expect(defaultColumns([many], columnsOf([many]))).toHaveLength(5);
  });
});

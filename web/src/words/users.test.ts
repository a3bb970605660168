import { expect, it } from "vitest";
import type { LineageAnswer } from "../api/types";
import { usersOf } from "./users";

const edge = (from: string, kind: string, to: string, at = "2026-01-01T00:00:00.000Z") => ({
  from,
  kind,
  to,
  at,
});

it("gathers the runs that used a dataset or a version of it by their job", () => {
  const of = "urn:clew:dataset:s3/t";
  const version = "urn:clew:dataset-version:s3/t/1";
  const job = "urn:clew:job:mlflow/fraud";
  const run = (id: string) => `urn:clew:run:mlflow/${id}`;
  const answer = {
    edges: [
      edge(version, "version-of", of),
      edge(run("a"), "used", version, "2026-01-02T00:00:00.000Z"),
      edge(run("b"), "used", of, "2026-01-03T00:00:00.000Z"),
      edge(run("c"), "used", "urn:clew:dataset:s3/other"),
      edge(run("a"), "part-of", job),
      edge(run("b"), "part-of", job),
      edge("urn:clew:job:airflow/design", "used", of),
    ],
  } as unknown as LineageAnswer;
  expect(usersOf(of, answer, "used")).toEqual([
    { urn: job, runs: 2, newest: run("b"), at: "2026-01-03T00:00:00.000Z" },
    {
      urn: "urn:clew:job:airflow/design",
      runs: 0,
      newest: undefined,
      at: "2026-01-01T00:00:00.000Z",
    },
  ]);
  expect(usersOf(of, answer, "generated-by")).toEqual([]);
});

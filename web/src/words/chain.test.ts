import { expect, it } from "vitest";
import type { LineageAnswer } from "../api/types";
import { chainOf } from "./chain";

const answer = (...pairs: [string, string][]) =>
  ({
    edges: pairs.map(([from, to]) => ({ from, kind: "part-of", to })),
  }) as unknown as LineageAnswer;

it("orders containers from the outermost inwards, each once", () => {
  expect(
    chainOf(
      "action",
      answer(["action", "task"], ["action", "dag run"], ["task", "dag run"], ["other", "x"]),
    ),
  ).toEqual(["dag run", "task"]);
});

it("ends on parents in a circle", () => {
  expect(chainOf("a", answer(["a", "b"], ["b", "a"]))).toEqual(["b"]);
});

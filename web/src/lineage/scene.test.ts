import { describe, expect, it } from "vitest";
import type { Edge, EdgeKind, LayoutAnswer, Node, Urn } from "../api/types";
import { kindOf } from "../words/urn";
import { clip, ellipsis } from "./ellipsis";
import { Scene } from "./scene";

const at = "2026-01-05T10:00:00.000Z";
const VERSION = "urn:clew:model-version:mlflow/fraud/3";
const RUN = "urn:clew:run:mlflow/6f0c";
const DATA = "urn:clew:dataset:s3%3A%2F%2Fbank/transactions";
const CODE = "urn:clew:code:github.com%2Fbank/9f3e";

function node(urn: Urn): Node {
  return {
    urn,
    kind: kindOf(urn),
    name: urn,
    attributes: {},
    created: at,
    deleted: false,
    same_as: [],
    sources: ["mlflow"],
  };
}

function edge(from: Urn, kind: EdgeKind, to: Urn): Edge {
  return { from, kind, to, assertion: "declared", at, recorded: at, attributes: {}, assertions: [] };
}

const placed = (urn: Urn, layer: number, y: number) => ({
  urn,
  x: layer * 300 + 100,
  y,
  width: 200,
  height: 40,
  layer,
});

const answer: LayoutAnswer = {
  lineage: {
    of: VERSION,
    direction: "upstream",
    verdict: {
      state: "truncated",
      reason: "depth 2",
      frontier: { count: 1, first: [DATA] },
      gaps: { count: 1, first: [{ urn: RUN, what: "no environment recorded" }] },
      excluded: 0,
    },
    nodes: [VERSION, RUN, DATA, CODE].map(node),
    edges: [
      edge(VERSION, "generated-by", RUN),
      edge(RUN, "used", DATA),
      edge(RUN, "executed", CODE),
      edge(VERSION, "derived-from", DATA),
    ],
    next: null,
  },
  placed: [placed(VERSION, 2, 50), placed(RUN, 1, 50), placed(DATA, 0, 100), placed(CODE, 0, 20)],
  routes: [
    { from: VERSION, kind: "generated-by", to: RUN, points: [[600, 50], [500, 50]] },
    { from: RUN, kind: "used", to: DATA, points: [[300, 50], [250, 80], [200, 100]] },
  ],
  width: 800,
  height: 140,
};

describe("Scene", () => {
  const scene = new Scene(answer);

  it("lists nodes by layer and from top to bottom", () => {
    expect(scene.nodes.map((scenic) => scenic.node.urn)).toEqual([CODE, DATA, RUN, VERSION]);
  });

  it("lists nodes from the asked one outwards, by edges and not by layers", () => {
    expect(scene.outwards().map((scenic) => [scenic.node.urn, scene.steps(scenic)])).toEqual([
      [VERSION, 0],
      [DATA, 1],
      [RUN, 1],
      [CODE, 2],
    ]);
  });

  it("counts the way to a container by its nearest member, downstream too", () => {
    const JOB = "urn:clew:job:mlflow/fraud";
    const lineage = {
      ...answer.lineage,
      of: DATA,
      direction: "downstream" as const,
      nodes: [DATA, RUN, JOB].map(node),
      edges: [edge(RUN, "used", DATA), edge(RUN, "part-of", JOB)],
    };
    const downstream = new Scene({ ...answer, lineage, placed: [...answer.placed, placed(JOB, 0, 90)] });
    expect(downstream.outwards().map((scenic) => [scenic.node.urn, downstream.steps(scenic)])).toEqual([
      [DATA, 0],
      [RUN, 1],
      [JOB, 2],
    ]);
  });

  it("marks where the question stopped and what the record lacks", () => {
    expect(scene.find(DATA)?.open).toBe(true);
    expect(scene.find(RUN)?.gaps).toEqual(["no environment recorded"]);
    expect(scene.find(VERSION)).toMatchObject({ open: false, gaps: [] });
  });

  it("finds what is under a place, and nothing between", () => {
    expect(scene.at({ x: 420, y: 60 })?.node.urn).toBe(RUN);
    expect(scene.at({ x: 250, y: 60 })).toBeUndefined();
  });

  it("bounds each edge by its way", () => {
    expect(scene.edges[1]?.box).toEqual({ left: 200, right: 300, top: 50, bottom: 100 });
  });

  it("follows edges and layers by key", () => {
    expect(scene.next(VERSION, "cause")?.node.urn).toBe(RUN);
    expect(scene.next(RUN, "cause")?.node.urn).toBe(CODE);
    expect(scene.next(RUN, "effect")?.node.urn).toBe(VERSION);
    expect(scene.next(CODE, "below")?.node.urn).toBe(DATA);
    expect(scene.next(CODE, "above")).toBeUndefined();
    expect(scene.next(VERSION, "effect")).toBeUndefined();
  });
});

describe("ellipsis", () => {
  const measure = (text: string) => text.length;

  it("leaves out the middle, so that both ends can be read", () => {
    expect(ellipsis("transactions-2026-01-05", 12, measure)).toBe("transac…1-05");
    expect(ellipsis("short", 12, measure)).toBe("short");
    expect(ellipsis("ab", 0, measure)).toBe("a…");
  });

  it("leaves out the end of a caption", () => {
    expect(clip("model version · @production", 16, measure)).toBe("model version ·…");
    expect(clip("run", 16, measure)).toBe("run");
  });
});

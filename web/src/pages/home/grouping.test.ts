import { describe, expect, it } from "vitest";
import type { NodeKind, SearchResult } from "../../api/types";
import { groupByKind, looksLikeReference } from "./grouping";

function result(kind: NodeKind, name: string): SearchResult {
  return {
    urn: `urn:clew:${kind}:mlflow/${name}`,
    kind,
    name,
    snippet: null,
    updated: "2026-01-05T10:00:00.000Z",
    attributes: {},
  };
}

describe("groupByKind", () => {
  it("keeps the order of the best results and of each kind's own", () => {
    const groups = groupByKind([result("run", "a"), result("model", "b"), result("run", "c")]);
    expect(groups.map((group) => [group.kind, group.results.map((r) => r.name)])).toEqual([
      ["run", ["a", "c"]],
      ["model", ["b"]],
    ]);
  });
});

describe("looksLikeReference", () => {
  it.each(["models:/fraud@production", "s3://bank/transactions", "git:9f3e", "/tmp/x.csv", "0123456789abcdef0123456789abcdef"])(
    "takes %s for one",
    (text) => {
      expect(looksLikeReference(text)).toBe(true);
    },
  );

  it.each(["fraud", "why: because", "0123abcd", "a/b"])("takes %s for words", (text) => {
    expect(looksLikeReference(text)).toBe(false);
  });
});

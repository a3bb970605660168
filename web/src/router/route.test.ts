import { describe, expect, it } from "vitest";
import { formatRoute, lineageOf, parseRoute, type Route } from "./route";

function parse(address: string): Route {
  const [path = "", search = ""] = address.split("?");
  return parseRoute(path, search);
}

describe("parseRoute", () => {
  it.each([
    ["/", { page: "home", q: "", kind: undefined }],
    ["/?q=fraud&kind=run", { page: "home", q: "fraud", kind: "run" }],
    ["/?q=fraud&kind=nonsense", { page: "home", q: "fraud", kind: undefined }],
    ["/runs?q=param.depth%3D8", { page: "runs", filter: "param.depth=8" }],
    ["/models", { page: "browse", kind: "model", filter: "" }],
    ["/datasets/", { page: "browse", kind: "dataset", filter: "" }],
    ["/jobs", { page: "browse", kind: "job", filter: "" }],
    ["/run/mlflow/6f0c", { page: "node", urn: "urn:clew:run:mlflow/6f0c" }],
    [
      "/dataset/s3%3A%2F%2Fbank/transactions",
      { page: "node", urn: "urn:clew:dataset:s3%3A%2F%2Fbank/transactions" },
    ],
    ["/node/models%3A%2Ffraud%2F3", { page: "reference", ref: "models:/fraud/3" }],
    ["/node/urn%3Aclew%3Arun%3Amlflow%2F6f0c", { page: "node", urn: "urn:clew:run:mlflow/6f0c" }],
    ["/node/%E0%A4%A", { page: "lost", path: "/node/%E0%A4%A" }],
    ["/run/mlflow/%E0%A4%A", { page: "lost", path: "/run/mlflow/%E0%A4%A" }],
    ["/harvests", { page: "harvests" }],
    ["/nowhere", { page: "lost", path: "/nowhere" }],
    ["/nowhere/at/all", { page: "lost", path: "/nowhere/at/all" }],
    ["/lineage", { page: "lost", path: "/lineage" }],
    ["/diff", { page: "diff", from: "", to: "" }],
    [
      "/diff?from=models%3A%2Ffraud%2F2&to=models%3A%2Ffraud%2F3&to_as_of=2026-01-05",
      { page: "diff", from: "models:/fraud/2", to: "models:/fraud/3", toAsOf: "2026-01-05" },
    ],
  ])("reads %s", (address, route) => {
    expect(parse(address)).toEqual(route);
  });

  it("reads all that a lineage page asks, and falls back on what makes no sense", () => {
    expect(
      parse("/lineage?of=models%3A%2Ffraud%2F3&direction=both&depth=2&failed=true&as_of=2026-01-05&limit=1000&level=column"),
    ).toEqual({
      page: "lineage",
      of: "models:/fraud/3",
      direction: "both",
      depth: 2,
      failed: true,
      columns: true,
      asOf: "2026-01-05",
      limit: 1000,
    });
    expect(parse("/lineage?of=x&direction=sideways&depth=-1&limit=1e9")).toEqual(lineageOf("x"));
  });
});

describe("formatRoute", () => {
  it.each([
    "/",
    "/?q=fraud&kind=run",
    "/runs?q=a+b",
    "/models",
    "/run/mlflow/6f0c",
    "/dataset/s3%3A%2F%2Fbank/transactions",
    "/node/urn%3Aclew%3Aartifact%3Amlflow%2F..%2Fsecret",
    "/lineage?of=urn%3Aclew%3Arun%3Amlflow%2F6f0c",
    "/diff?to=x",
    "/diff?from=a&to=b&from_as_of=2026-01-05T00%3A00%3A00.000Z&to_as_of=2026-01-06",
    "/lineage?of=x&direction=downstream&depth=3&failed=true&level=column&as_of=2026-01-05&limit=3000",
  ])("writes %s as it was read", (address) => {
    expect(formatRoute(parse(address))).toBe(address);
  });
});

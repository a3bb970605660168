import { describe, expect, it } from "vitest";
import { queryString } from "./client";
import { ProblemError } from "./problem";

describe("queryString", () => {
  it("repeats lists, spreads maps and leaves out what is not asked", () => {
    expect(
      queryString({
        q: "a b",
        kind: ["run", "model"],
        params: { "param.depth": "8" },
        owner: undefined,
        since: "",
        failed: false,
        depth: 0,
      }),
    ).toBe("?q=a+b&kind=run&kind=model&param.depth=8&failed=false&depth=0");
    expect(queryString({})).toBe("");
  });
});

describe("ProblemError", () => {
  it("speaks in the server's own words", () => {
    const problem = ProblemError.of(404, {
      type: "about:blank",
      title: "Not found",
      status: 404,
      detail: "There is no model frod.",
      code: "NOT_FOUND",
      candidates: ["models:/fraud"],
    });
    expect(problem.title).toBe("Not found");
    expect(problem.message).toBe("There is no model frod.");
    expect(problem.candidates).toEqual(["models:/fraud"]);
    expect(problem.passing).toBe(false);
  });

  it("says so when the answer is no problem document, and knows what may pass", () => {
    expect(ProblemError.of(502, "<html>").message).toContain("502");
    expect(ProblemError.of(503, undefined).passing).toBe(true);
    expect(ProblemError.unreachable().passing).toBe(true);
  });
});

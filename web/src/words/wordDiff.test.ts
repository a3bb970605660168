import { describe, expect, it } from "vitest";
import { diffTexts, readUnified, type DiffLine, type Skipped } from "./wordDiff";

/** Writes a comparison as text: a sign for the side, `[…]` around what is marked. */
function told(lines: readonly (DiffLine | Skipped)[]): string[] {
  return lines.map((line) =>
    line.side === "skipped"
      ? `… ${line.lines}`
      : { both: " ", before: "-", after: "+" }[line.side] +
        line.pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join(""),
  );
}

/** Puts one side together again. */
function side(lines: readonly (DiffLine | Skipped)[], which: "before" | "after"): string {
  return lines
    .flatMap((line) =>
      line.side === which || line.side === "both"
        ? [line.pieces.map((piece) => piece.text).join("")]
        : [],
    )
    .join("\n");
}

describe("diffTexts", () => {
  it("marks the words of a statement that differ", () => {
    const before = "SELECT p.id, CAST(p.cents / 100.0 AS DOUBLE) AS amount\nFROM payments p";
    const after = "SELECT p.id, p.cents AS amount\nFROM payments p";
    expect(told(diffTexts(before, after))).toEqual([
      "-SELECT p.id, [CAST(]p.cents [/ 100.0 ]AS [DOUBLE) AS ]amount",
      "+SELECT p.id, p.cents AS amount",
      " FROM payments p",
    ]);
  });

  it("marks a version in a requirements file, and skips what is far away", () => {
    const names = "abcdefgh".split("").map((name) => `${name}==1.0`);
    const before = ["xgboost==2.0.3", ...names].join("\n");
    const after = ["xgboost==2.1.1", ...names].join("\n");
    expect(told(diffTexts(before, after))).toEqual([
      "-xgboost==[2.0.3]",
      "+xgboost==[2.1.1]",
      " a==1.0",
      " b==1.0",
      "… 6",
    ]);
  });

  it("marks no single words where two passages share next to nothing", () => {
    expect(told(diffTexts("import pandas", "raise SystemExit(1)"))).toEqual([
      "-import pandas",
      "+raise SystemExit(1)",
    ]);
  });

  it("joins words that differ over the blank between them", () => {
    expect(told(diffTexts("keep this old name here now", "keep this new title here now"))).toEqual([
      "-keep this [old name] here now",
      "+keep this [new title] here now",
    ]);
  });

  it("shows a text that came or went as it is", () => {
    expect(told(diffTexts("", "a\nb\n"))).toEqual(["+a", "+b"]);
    expect(told(diffTexts("a", ""))).toEqual(["-a"]);
    expect(diffTexts("", "")).toEqual([]);
  });

  it("takes other ends of lines for the same", () => {
    expect(told(diffTexts("a\r\nb", "a\nb\n"))).toEqual(["… 2"]);
  });

  it("says in a line's place only that more than one is skipped", () => {
    const lines = "abcdefg".split("");
    const changed = ["A", "b", "c", "d", "e", "f", "G"];
    expect(told(diffTexts(lines.join("\n"), changed.join("\n")))).not.toContain("… 1");
  });

  it("holds both texts whole, whatever they are", () => {
    let state = 42;
    const next = (n: number) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % n;
    const words = ["SELECT", "a", "b", " ", "  ", ",", "\n", "é", "(", "\n\n", "😀"];
    for (let trial = 0; trial < 500; trial++) {
      const texts = [0, 1].map(() => Array.from({ length: next(12) }, () => words[next(words.length)]).join(""));
      const [before = "", after = ""] = texts;
      const lines = diffTexts(before, after);
      if (lines.some((line) => line.side === "skipped")) continue;
      expect(side(lines, "before"), JSON.stringify(texts)).toBe(before.replace(/\n$/, ""));
      expect(side(lines, "after"), JSON.stringify(texts)).toBe(after.replace(/\n$/, ""));
    }
  });

  it("ends soon on long texts that share nothing", () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i * 7}`).join("\n");
    expect(diffTexts(long("before"), long("after")).length).toBe(40_000);
  });
});

describe("readUnified", () => {
  it("marks the words that differ within each hunk", () => {
    const unified = [
      "@@ -3,3 +3,3 @@",
      " import xgboost",
      "-depth = 6",
      "+depth = 9",
      " fit(depth)",
      "@@ -40,2 +40,2 @@",
      "-a",
      "+bcd",
      " end",
      "",
    ].join("\n");
    expect(told(readUnified(unified))).toEqual([
      "… 2",
      " import xgboost",
      "-depth = [6]",
      "+depth = [9]",
      " fit(depth)",
      "… 34",
      "-a",
      "+bcd",
      " end",
    ]);
  });

  it("reads a text that came, and what says why there is no comparison", () => {
    expect(told(readUnified("@@ -0,0 +1,2 @@\n+a\n+b\n"))).toEqual(["+a", "+b"]);
    expect(told(readUnified("@@ texts of 6000 and 1 lines are too long to be compared @@"))).toEqual([
      " texts of 6000 and 1 lines are too long to be compared",
    ]);
    expect(readUnified("")).toEqual([]);
  });
});

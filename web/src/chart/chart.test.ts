import { describe, expect, it } from "vitest";
import { linearScale, linearTicks, logScale, logTicks, rangeOf } from "./scale";
import { nearest, seriesOf, thin, type Dot } from "./series";

const at = "2026-01-05T10:00:00.000Z";

describe("scales", () => {
  it("map ends to ends", () => {
    const up = linearScale([0, 10], [100, 0]);
    expect([up(0), up(5), up(10)]).toEqual([100, 50, 0]);
    const log = logScale([1, 100], [0, 2]);
    expect(log(10)).toBeCloseTo(1);
  });

  it("give one value room, and no values no range", () => {
    expect(rangeOf([5])).toEqual([4.5, 5.5]);
    expect(rangeOf([0])).toEqual([-1, 1]);
    expect(rangeOf([])).toBeUndefined();
  });
});

describe("ticks", () => {
  it("are round and within the range", () => {
    expect(linearTicks([0, 1], 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks([-7, 12], 4)).toEqual([-5, 0, 5, 10]);
    expect(linearTicks([0.1, 0.3], 4)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
  });

  it("are powers of ten on a logarithmic scale, with more where there is room", () => {
    expect(logTicks([0.09, 11])).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(logTicks([0.001, 1000])).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
    expect(logTicks([1e-30, 1]).length).toBeLessThanOrEqual(9);
  });
});

describe("seriesOf", () => {
  it("sorts by place, lets the last at a place win, and counts what cannot be drawn", () => {
    const series = seriesOf(
      "loss",
      [
        { step: 2, at, value: 0.5 },
        { step: 1, at, value: 0.9 },
        { step: 1, at, value: 0.8 },
        { step: 3, at, value: "NaN" },
        { step: 4, at, value: -1.7976931348623157e308 },
      ],
      "step",
      0,
    );
    expect(series.dots).toEqual([
      { x: 1, y: 0.8 },
      { x: 2, y: 0.5 },
    ]);
    expect(series.gaps).toBe(2);
  });

  it("counts time from the origin", () => {
    const series = seriesOf("loss", [{ step: 0, at, value: 1 }], "time", Date.parse(at) - 500);
    expect(series.dots).toEqual([{ x: 500, y: 1 }]);
  });
});

describe("thin", () => {
  const dots: Dot[] = Array.from({ length: 10_000 }, (_, x) => ({ x, y: x === 4321 ? 99 : x % 7 }));

  it("keeps ends and peaks", () => {
    const kept = thin(dots, 100);
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(kept[0]).toEqual(dots[0]);
    expect(kept.at(-1)).toEqual(dots.at(-1));
    expect(kept).toContainEqual({ x: 4321, y: 99 });
    expect(kept.map((dot) => dot.x)).toEqual(kept.map((dot) => dot.x).toSorted((a, b) => a - b));
  });

  it("leaves a short line as it is", () => {
    expect(thin(dots.slice(0, 300), 100)).toHaveLength(300);
    expect(thin([], 100)).toEqual([]);
  });
});

describe("nearest", () => {
  const dots = [0, 10, 20].map((x) => ({ x, y: 0 }));

  it.each([
    [-5, 0],
    [4, 0],
    [6, 10],
    [15, 10],
    [99, 20],
  ])("of %d is %d", (x, found) => {
    expect(nearest(dots, x)?.x).toBe(found);
  });

  it("of nothing is nothing", () => {
    expect(nearest([], 1)).toBeUndefined();
  });
});

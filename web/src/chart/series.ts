import type { MetricPoint } from "../api/types";
import { metricNumber } from "../words/format";

/** A point of a line: where it is along, and how high. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** A line of a chart; `gaps` counts the points that no line can show. */
export interface Series {
  readonly name: string;
  readonly dots: readonly Dot[];
  readonly gaps: number;
}

/** What the horizontal axis counts: steps, or milliseconds since an origin. */
export type Along = "step" | "time";

/** Greater values stand for infinity: MLflow keeps it as the greatest double, which no scale can hold. */
const DRAWN_MAX = 1e300;

/** Makes a line of a metric's points, in order along the axis, the last at a place winning. */
export function seriesOf(
  name: string,
  points: readonly MetricPoint[],
  along: Along,
  originMillis: number,
): Series {
  const byPlace = new Map<number, number>();
  let gaps = 0;
  for (const point of points) {
    const y = metricNumber(point.value);
    if (Math.abs(y) <= DRAWN_MAX) {
      byPlace.set(along === "step" ? point.step : Date.parse(point.at) - originMillis, y);
    } else {
      gaps++;
    }
  }
  const dots = [...byPlace].map(([x, y]) => ({ x, y })).sort((a, b) => a.x - b.x);
  return { name, dots, gaps };
}

/**
 * Thins a line for drawing: of each of `buckets` equal stretches only the first, lowest, highest and
 * last dot stay, so that no peak is lost.
 */
export function thin(dots: readonly Dot[], buckets: number): readonly Dot[] {
  const first = dots[0];
  const last = dots.at(-1);
  if (first === undefined || last === undefined || dots.length <= buckets * 4) return dots;
  const kept: Dot[] = [];
  const width = (last.x - first.x) / buckets;
  let start = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const until = bucket === buckets - 1 ? Infinity : first.x + (bucket + 1) * width;
    let end = start;
    let low = start;
    let high = start;
    for (; end < dots.length && at(dots, end).x < until; end++) {
      if (at(dots, end).y < at(dots, low).y) low = end;
      if (at(dots, end).y > at(dots, high).y) high = end;
    }
    if (end > start) {
      const stay = [...new Set([start, low, high, end - 1])].sort((a, b) => a - b);
      kept.push(...stay.map((index) => at(dots, index)));
    }
    start = end;
  }
  return kept;
}

/** Finds the dot nearest along the axis, by halving. */
export function nearest(dots: readonly Dot[], x: number): Dot | undefined {
  if (dots.length === 0) return undefined;
  let low = 0;
  let high = dots.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(dots, middle).x < x) low = middle + 1;
    else high = middle;
  }
  const after = at(dots, low);
  const before = dots[low - 1];
  return before !== undefined && x - before.x <= after.x - x ? before : after;
}

function at(dots: readonly Dot[], index: number): Dot {
  const dot = dots[index];
  if (dot === undefined) throw new RangeError(`no dot at ${index}`);
  return dot;
}

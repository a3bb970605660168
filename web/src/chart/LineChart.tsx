import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { duration, number } from "../words/format";
import { useSize } from "../ui/useSize";
import {
  linearScale,
  linearTicks,
  logScale,
  logTicks,
  rangeOf,
  type Range,
  type Scale,
} from "./scale";
import { nearest, thin, type Along, type Dot, type Series } from "./series";
import "./chart.css";

const HEIGHT = 300;
const MARGIN = { top: 12, right: 16, bottom: 32, left: 64 };

/** How the lines of a chart are told apart: colour and dash. */
const DASHES = ["", "7 3", "2 3", "10 3 2 3", "5 5", "1 4"] as const;
export const SERIES_MAX = DASHES.length;

interface LineChartProps {
  readonly series: readonly Series[];
  readonly along: Along;
  readonly log: boolean;
}

/** Lines over steps or time; hover or the arrow keys show the values at a place. */
export function LineChart({ series, along, log }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useSize(box)?.width ?? 640;
  const clip = useId();
  const [place, setPlace] = useState<number>();
  const plot = useMemo(() => plan(series, log, width), [series, log, width]);

  if (plot === undefined) {
    return (
      <div ref={box} className="state">
        <p>{log ? "No value above zero: a logarithmic scale shows nothing." : "No values to draw."}</p>
      </div>
    );
  }
  const { x, y, xs, xTicks, yTicks, inner, places } = plot;
  const words = (value: number) =>
    along === "step" ? number(value) : duration(value);

  const hover = (event: PointerEvent<SVGSVGElement>) => {
    const left = event.currentTarget.getBoundingClientRect().left;
    const at = xs[0] + ((event.clientX - left - MARGIN.left) / inner) * (xs[1] - xs[0]);
    const found = nearest(places, at);
    setPlace(found?.x);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const at = places.findIndex((dot) => dot.x === place);
    const next = event.key === "ArrowRight" ? at + 1 : at < 0 ? places.length - 1 : at - 1;
    setPlace(places[Math.max(0, Math.min(places.length - 1, next))]?.x);
  };
  const shown =
    place === undefined
      ? []
      : series.map((line) => ({ line, dot: line.dots.find((dot) => dot.x === place) }));

  return (
    <div ref={box} className="chart">
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Chart of ${series.map((line) => line.name).join(", ")}. Arrow keys step through the values.`}
        tabIndex={0}
        onPointerMove={hover}
        onPointerLeave={() => setPlace(undefined)}
        onKeyDown={step}
        onBlur={() => setPlace(undefined)}
      >
        <clipPath id={clip}>
          <rect x={MARGIN.left} y={MARGIN.top - 4} width={inner} height={HEIGHT - MARGIN.top - MARGIN.bottom + 8} />
        </clipPath>
        {yTicks.map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line className="grid" x1={MARGIN.left} x2={width - MARGIN.right} />
            <text className="tick" x={MARGIN.left - 8} dy="0.32em" textAnchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        {xTicks.map((tick) => (
          <text key={tick} className="tick" x={x(tick)} y={HEIGHT - 12} textAnchor="middle">
            {words(tick)}
          </text>
        ))}
        <line
          className="axis"
          x1={MARGIN.left}
          x2={width - MARGIN.right}
          y1={HEIGHT - MARGIN.bottom}
          y2={HEIGHT - MARGIN.bottom}
        />
        <g clipPath={`url(#${clip})`}>
          {series.map((line, index) => (
            <path
              key={line.name}
              className="line"
              stroke={`var(--series-${index + 1})`}
              strokeDasharray={DASHES[index]}
              d={draw(thin(visible(line.dots, log), inner), x, y)}
            />
          ))}
        </g>
        {series.map(({ name, dots: [only, ...others] }, index) =>
          only === undefined || others.length > 0 || (log && only.y <= 0) ? null : (
            <circle key={name} className="alone" cx={x(only.x)} cy={y(only.y)} r={4} fill={`var(--series-${index + 1})`} />
          ),
        )}
        {place !== undefined && (
          <line className="cross" x1={x(place)} x2={x(place)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
        )}
        {shown.map(({ line, dot }, index) =>
          dot === undefined || (log && dot.y <= 0) ? null : (
            <circle
              key={line.name}
              cx={x(dot.x)}
              cy={y(dot.y)}
              r={4}
              fill={`var(--series-${index + 1})`}
              className="spot"
            />
          ),
        )}
      </svg>
      <p className="reading small" role="status">
        {place === undefined ? (
          <span className="quiet">
            {along === "step" ? "Steps" : "Time since the first value"} along, {log ? "logarithmic" : "linear"} upwards. Point at
            the chart for values.
          </span>
        ) : (
          <>
            <span>
              {along === "step" ? "step " : "after "}
              {words(place)}
            </span>
            {shown.map(({ line, dot }, index) => (
              <span key={line.name}>
                <Swatch index={index} /> {line.name}{" "}
                <b>{dot === undefined ? "no value" : number(dot.y)}</b>
              </span>
            ))}
          </>
        )}
      </p>
    </div>
  );
}

/** A short piece of a line, for legends. */
export function Swatch({ index }: { readonly index: number }) {
  return (
    <svg className="swatch" viewBox="0 0 22 8" aria-hidden="true">
      <line
        x1="0"
        x2="22"
        y1="4"
        y2="4"
        stroke={`var(--series-${index + 1})`}
        strokeWidth="2.5"
        strokeDasharray={DASHES[index]}
      />
    </svg>
  );
}

interface Plan {
  readonly x: Scale;
  readonly y: Scale;
  readonly xs: Range;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Width of the plot without its margins. */
  readonly inner: number;
  /** Every place along that has a value, in order. */
  readonly places: readonly Dot[];
}

function plan(series: readonly Series[], log: boolean, width: number): Plan | undefined {
  const dots = series.flatMap((line) => visible(line.dots, log));
  const xs = rangeOf(dots.map((dot) => dot.x));
  const ys = rangeOf(dots.map((dot) => dot.y));
  if (xs === undefined || ys === undefined) return undefined;
  const inner = Math.max(50, width - MARGIN.left - MARGIN.right);
  const across: Range = [MARGIN.left, MARGIN.left + inner];
  const up: Range = [HEIGHT - MARGIN.bottom, MARGIN.top];
  const room = (ys[1] - ys[0]) * 0.05;
  const high: Range = log ? [ys[0] / 1.1, ys[1] * 1.1] : [ys[0] - room, ys[1] + room];
  const places = [...new Set(dots.map((dot) => dot.x))].sort((a, b) => a - b);
  return {
    x: linearScale(xs, across),
    y: log ? logScale(high, up) : linearScale(high, up),
    xs,
    xTicks: linearTicks(xs, Math.max(2, Math.floor(inner / 140))),
    yTicks: log ? logTicks(high) : linearTicks(high, 5),
    inner,
    places: places.map((place) => ({ x: place, y: 0 })),
  };
}

function visible(dots: readonly Dot[], log: boolean): readonly Dot[] {
  return log ? dots.filter((dot) => dot.y > 0) : dots;
}

function draw(dots: readonly Dot[], x: Scale, y: Scale): string {
  return dots
    .map((dot, index) => `${index === 0 ? "M" : "L"}${x(dot.x).toFixed(1)} ${y(dot.y).toFixed(1)}`)
    .join("");
}

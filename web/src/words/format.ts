import type { MetricValue } from "../api/types";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Says whether a text is an instant as the API writes them. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text);
}

/** Writes an instant in the reader's own time zone, to the minute, so that columns line up and sort. */
export function dateTime(instant: string): string {
  const at = new Date(instant);
  const two = (n: number) => n.toString().padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const STEPS: readonly [name: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const RELATIVE = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });

/** Says how long ago an instant was, such as `3 days ago`. */
export function ago(instant: string, now: number = Date.now()): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  for (const [name, size] of STEPS) {
    if (Math.abs(seconds) >= size) return RELATIVE.format(Math.round(seconds / size), name);
  }
  return "just now";
}

/** Writes how long something took, to two units at most, such as `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return "";
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(Math.floor(minutes / 60), "h", minutes % 60, "min");
  const hours = Math.round(minutes / 60);
  return pair(Math.floor(hours / 24), "d", hours % 24, "h");
}

function pair(large: number, largeName: string, small: number, smallName: string): string {
  return small === 0 ? `${large} ${largeName}` : `${large} ${largeName} ${small} ${smallName}`;
}

/** Returns a metric's value as a number; the three that JSON has not are spelled out. */
export function metricNumber(value: MetricValue): number {
  return typeof value === "number" ? value : Number(value);
}

/** Writes a number to six significant digits, or whole where it has more, in the plain form where that is readable. */
export function number(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return minus(value.toLocaleString("en-US"));
  const size = Math.abs(value);
  if (size >= 1e5 && size < 1e9) return minus(Math.round(value).toLocaleString("en-US"));
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e9)
      ? value.toExponential(3)
      : Number(value.toPrecision(6)).toString();
  return minus(text);
}

function minus(text: string): string {
  return text.replaceAll("-", "−");
}

/** Counts things with the right form of their name, such as `1 node` or `1,204 nodes`. */
export function count(n: number, one: string, many: string = `${one}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;
}

/** Turns a key such as `trained-by` into words for a label. */
export function label(key: string): string {
  const words = key.replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Writes a size in bytes with the unit that fits. */
export function bytes(size: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? `${value} bytes` : `${value.toPrecision(3)} ${units[unit]}`;
}

/** A range of numbers, low end first. */
export type Range = readonly [low: number, high: number];

/** Maps a number of one range to its place in another. */
export type Scale = (value: number) => number;

/** Makes a scale with equal steps. */
export function linearScale([low, high]: Range, [from, to]: Range): Scale {
  const factor = (to - from) / (high - low);
  return (value) => from + (value - low) * factor;
}

/** Makes a scale with equal ratios; its range must lie above zero. */
export function logScale([low, high]: Range, to: Range): Scale {
  const inner = linearScale([Math.log10(low), Math.log10(high)], to);
  return (value) => inner(Math.log10(value));
}

/** Finds the range of numbers, never empty: one value alone gets room on both sides. */
export function rangeOf(values: Iterable<number>): Range | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return undefined;
  if (low < high) return [low, high];
  const room = low === 0 ? 1 : Math.abs(low) * 0.1;
  return [low - room, high + room];
}

/** Lists round numbers within a range, about as many as wanted. */
export function linearTicks([low, high]: Range, wanted: number): number[] {
  const step = roundStep((high - low) / Math.max(1, wanted));
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
    // A product of a whole number and the step carries no rounding of earlier sums.
    ticks.push(Number((k * step).toPrecision(12)));
  }
  return ticks;
}

/** Lists powers of ten within a range, with 2 and 5 between them where there is room. */
export function logTicks([low, high]: Range): number[] {
  const decades = Math.log10(high / low);
  const factors = decades < 2.5 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / 8));
  const ticks: number[] = [];
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
    if (((e % every) + every) % every !== 0) continue;
    for (const factor of factors) {
      const tick = Number(`${factor}e${e}`);
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}

/** Rounds a step up to 1, 2 or 5 times a power of ten. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const ratio = raw / power;
  return (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10) * power;
}

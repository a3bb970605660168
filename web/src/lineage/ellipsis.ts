/** Shortens a text to a width by leaving out its middle, as the ends tell names apart. */
export function ellipsis(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let low = 1;
  let high = text.length - 1;
  while (low < high) {
    const kept = (low + high + 1) >> 1;
    if (measure(cut(text, kept)) <= width) low = kept;
    else high = kept - 1;
  }
  return cut(text, low);
}

/** Shortens a text to a width by leaving out its end. */
export function clip(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let kept = text.length - 1;
  while (kept > 0 && measure(`${text.slice(0, kept)}…`) > width) kept--;
  return `${text.slice(0, kept).trimEnd()}…`;
}

function cut(text: string, kept: number): string {
  const head = Math.ceil(kept * 0.6);
  const tail = kept - head;
  return `${text.slice(0, head)}…${tail === 0 ? "" : text.slice(-tail)}`;
}

import { ago, dateTime } from "../words/format";

/** An instant to the minute in the reader's time zone; the exact one on hover. */
export function Time({ at }: { readonly at: string }) {
  return (
    <time className="time" dateTime={at} title={at}>
      {dateTime(at)}
    </time>
  );
}

/** How long ago an instant was; the exact one on hover. */
export function Ago({ at }: { readonly at: string }) {
  return (
    <time className="time" dateTime={at} title={at}>
      {ago(at)}
    </time>
  );
}

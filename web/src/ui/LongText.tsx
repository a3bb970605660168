import { useState } from "react";

const LONG = 320;

/** A text of which the first lines are shown, and all of it when asked. */
export function LongText({ text }: { readonly text: string }) {
  const [all, setAll] = useState(false);
  if (text.length <= LONG) return <p>{text}</p>;
  return (
    <>
      <p className={all ? undefined : "clamped"}>{text}</p>
      <button type="button" className="link small" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? "Show less" : "Show all"}
      </button>
    </>
  );
}

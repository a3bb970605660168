import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { navigate } from "../router/history";
import type { Route } from "../router/route";

const TYPING_MILLIS = 250;

interface FilterFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** The page with a filter typed into it. */
  readonly to: (text: string) => Route;
  readonly hint?: ReactNode;
}

/** A filter over a list; it is part of the address, so a filtered list can be sent to somebody. */
export function FilterField({ label, placeholder, value, to, hint }: FilterFieldProps) {
  const [text, setText] = useState(value);
  const id = useId();
  const target = useRef(to);
  target.current = to;

  const shown = useRef(value);
  useEffect(() => {
    if (value !== shown.current) setText(value);
    shown.current = value;
  }, [value]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value) return;
    const timer = window.setTimeout(() => {
      shown.current = wanted;
      navigate(target.current(wanted), "replace");
    }, TYPING_MILLIS);
    return () => window.clearTimeout(timer);
  }, [text, value]);

  return (
    <div className="filter">
      <input
        type="search"
        className="field"
        aria-label={label}
        aria-describedby={hint === undefined ? undefined : id}
        placeholder={placeholder}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      {hint !== undefined && (
        <p id={id} className="small quiet">
          {hint}
        </p>
      )}
    </div>
  );
}

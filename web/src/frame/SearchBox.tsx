import { useEffect, useRef, useState, type FormEvent } from "react";
import { navigate } from "../router/history";

/** The search field of the bar: Enter goes to the results, `/` comes here from anywhere. */
export function SearchBox() {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") navigate({ page: "home", q: text.trim(), kind: undefined });
  };
  return (
    <form role="search" onSubmit={submit}>
      <input
        ref={field}
        type="search"
        className="field"
        aria-label="Search"
        placeholder="Search"
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
      />
      <kbd className="key-hint" aria-hidden="true">
        /
      </kbd>
    </form>
  );
}

/** Moves to a search field when `/` is pressed outside of one. */
export function useSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target;
      if (target instanceof HTMLElement && target.closest("input, textarea, select") !== null) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [field]);
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState, type FormEvent } from "react";
import { queries } from "../../api/queries";
import type { NodeKind } from "../../api/types";
import { navigate } from "../../router/history";
import { diffOf, type DiffRoute } from "../../router/route";
import { KINDS } from "../../words/kinds";
import { nameOf } from "../../words/names";
import { asInstant, asLocalTime, asPeopleWrite } from "../../words/reference";

/** What can be compared. */
const COMPARED: NodeKind[] = [
  "model",
  "model-version",
  "logged-model",
  "run",
  "dataset",
  "dataset-version",
  "job",
  "deployment",
];
const SUGGESTIONS = 8;

/** What is compared: a reference and a time for each side. All of it is in the address. */
export function Picker({ route }: { readonly route: DiffRoute }) {
  const [from, setFrom] = useState({ ref: asPeopleWrite(route.from), at: asLocalTime(route.fromAsOf) });
  const [to, setTo] = useState({ ref: asPeopleWrite(route.to), at: asLocalTime(route.toAsOf) });
  const earlier = from.ref.trim();
  const later = to.ref.trim();
  const isOne = earlier === later && from.at === to.at;

  const compare = (event: FormEvent) => {
    event.preventDefault();
    if (earlier === "" || later === "" || isOne) return;
    navigate(
      diffOf(kept(earlier, route.from), kept(later, route.to), {
        fromAsOf: keptTime(from.at, route.fromAsOf),
        toAsOf: keptTime(to.at, route.toAsOf),
      }),
    );
  };
  const swap = () => {
    setFrom(to);
    setTo(from);
  };
  return (
    <form className="card diff-picker" onSubmit={compare} aria-label="What to compare">
      <Side title="Before" side={from} onChange={setFrom} />
      <button type="button" className="button small swap" onClick={swap} aria-label="Swap before and after">
        ⇄
      </button>
      <Side title="After" side={to} onChange={setTo} />
      <button
        type="submit"
        className="button primary"
        disabled={earlier === "" || later === "" || isOne}
        title={isOne && earlier !== "" ? "Both sides are the same thing at the same time." : undefined}
      >
        Compare
      </button>
    </form>
  );
}

/** What nobody touched keeps its exact form: another way of writing it may read otherwise some day. */
function kept(ref: string, before: string): string {
  return ref === asPeopleWrite(before) ? before : ref;
}

function keptTime(local: string, before: string | undefined): string | undefined {
  return local === asLocalTime(before) ? before : asInstant(local);
}

interface SideValue {
  readonly ref: string;
  readonly at: string;
}

interface SideProps {
  readonly title: string;
  readonly side: SideValue;
  readonly onChange: (side: SideValue) => void;
}

function Side({ title, side, onChange }: SideProps) {
  const id = useId();
  const typed = useDeferredValue(side.ref.trim());
  const isName = typed !== "" && !typed.startsWith("urn:");
  const found = useInfiniteQuery({
    ...queries.search({ q: typed, kind: COMPARED, limit: SUGGESTIONS }),
    enabled: isName,
  });
  const results = isName ? (found.data?.pages[0]?.results ?? []) : [];
  return (
    <fieldset>
      <legend>{title}</legend>
      <label htmlFor={`${id}-ref`} className="hidden-visually">
        {title}: run, model, job or data
      </label>
      <input
        id={`${id}-ref`}
        className="field"
        list={`${id}-list`}
        placeholder="models:/fraud/3, a run, a dataset…"
        value={side.ref}
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ ...side, ref: event.target.value })}
      />
      <datalist id={`${id}-list`}>
        {results.map((result) => (
          <option key={result.urn} value={asPeopleWrite(result.urn)}>
            {`${KINDS[result.kind].one} ${nameOf(result)}`}
          </option>
        ))}
      </datalist>
      <span className="labelled">
        <label htmlFor={`${id}-at`}>as of</label>
        <input
          id={`${id}-at`}
          type="datetime-local"
          className="field"
          aria-label={`${title}: as of`}
          value={side.at}
          onChange={(event) => onChange({ ...side, at: event.target.value })}
        />
        {side.at !== "" && (
          <button
            type="button"
            className="button small"
            aria-label={`${title}: as of now`}
            onClick={() => onChange({ ...side, at: "" })}
          >
            Now
          </button>
        )}
      </span>
    </fieldset>
  );
}

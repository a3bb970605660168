import { fieldOf, isNamed, type GroupedChanges } from "../../words/changes";
import { count } from "../../words/format";
import type { Names } from "./names";

interface SummaryProps {
  readonly grouped: GroupedChanges;
  readonly names: Names;
  /** Whether there are changes that are not shown yet. */
  readonly more: boolean;
}

/** The answer in one sentence. */
export function Summary({ grouped: { material, incidental }, names, more }: SummaryProps) {
  const [first] = material;
  const following = material.reduce((sum, root) => sum + root.following.length, 0);
  if (first === undefined) {
    return (
      <div className="diff-summary nothing" role="status">
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 6.5l3 3l5-7" />
        </svg>
        <p>
          <strong>Nothing material changed.</strong>{" "}
          {incidental.length === 0
            ? "The two are alike in all that is recorded and can move a prediction."
            : "What differs cannot move a prediction: it is folded below."}
        </p>
      </div>
    );
  }
  const { change } = first;
  return (
    <div className="diff-summary" role="status">
      <p>
        <strong>
          {more ? "At least " : ""}
          {count(material.length, "change")}
        </strong>{" "}
        can move a prediction
        {following > 0 && (following === 1 ? "; 1 more follows from them" : `; ${following} more follow from them`)}
        . First: <b>{fieldOf(change)}</b>
        {isNamed(change.subject) && <> of {names.name(change.subject)}</>}.
      </p>
    </div>
  );
}

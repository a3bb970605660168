import { useMemo } from "react";
import type { AttributeValue, Change } from "../../api/types";
import { Value } from "../../ui/Value";
import { fieldOf, isText, movedBy, shownValue, textOf } from "../../words/changes";
import { abbreviate, parseUrn } from "../../words/urn";
import { diffTexts, readUnified } from "../../words/wordDiff";
import { TextDiff } from "./TextDiff";

interface BeforeAfterProps {
  readonly change: Change;
}

/** A value before and after: side by side when short, else as a text with what differs marked. */
export function BeforeAfter({ change }: BeforeAfterProps) {
  const before = shownValue(change.before);
  const after = shownValue(change.after);
  const long = isText(before, after);
  const unified = change.diff ?? "";
  const lines = useMemo(
    () => (long ? diffTexts(textOf(before), textOf(after)) : readUnified(unified)),
    [long, before, after, unified],
  );
  return (
    <>
      {!long && (before !== null || after !== null) && <Values before={before} after={after} />}
      {lines.length > 0 && <TextDiff lines={lines} label={fieldOf(change)} />}
    </>
  );
}

interface ValuesProps {
  readonly before: AttributeValue;
  readonly after: AttributeValue;
}

function Values({ before, after }: ValuesProps) {
  const moved = movedBy(before, after);
  return (
    <p className="before-after">
      {before === null ? (
        <span className="quiet">not there before</span>
      ) : (
        <del>
          <span className="hidden-visually">before: </span>
          <Short value={before} />
        </del>
      )}
      <span className="arrow" aria-hidden="true">
        →
      </span>
      {after === null ? (
        <span className="quiet">gone</span>
      ) : (
        <ins>
          <span className="hidden-visually">after: </span>
          <Short value={after} />
        </ins>
      )}
      {moved !== undefined && <span className="moved">{moved}</span>}
    </p>
  );
}

/** Ids and digests are cut, whole on hover: that they differ is all they say. */
function Short({ value }: { readonly value: AttributeValue }) {
  if (typeof value === "object" && value !== null) return <>{textOf(value).replaceAll("\n", ", ")}</>;
  const isId = typeof value === "string" && parseUrn(value) === undefined && abbreviate(value) !== value;
  return isId ? <span title={value}>{abbreviate(value)}</span> : <Value value={value} />;
}

import type { AttributeValue } from "../../api/types";
import { Value } from "../../ui/Value";
import { isText, movedBy, textOf } from "../../words/changes";
import { abbreviate, parseUrn } from "../../words/urn";
import { TextDiff } from "./TextDiff";

interface BeforeAfterProps {
  readonly before: AttributeValue;
  readonly after: AttributeValue;
  /** What the values are of. */
  readonly label: string;
}

/** A value before and after: side by side when short, else as a text with what differs marked. */
export function BeforeAfter({ before, after, label }: BeforeAfterProps) {
  if (before === null && after === null) return null;
  if (isText(before, after)) {
    return <TextDiff before={textOf(before)} after={textOf(after)} label={label} />;
  }
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

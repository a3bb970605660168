import type { ReactNode } from "react";
import { text } from "../words/attributes";
import type { Relation } from "../words/relations";
import { AssertionMark } from "./AssertionMark";
import { Thing } from "./Thing";

interface RelationListProps {
  readonly relations: readonly Relation[];
  /** The sentence shown when there is none. */
  readonly none: string;
  /** What to say beside a thing, such as its digest. */
  readonly beside?: (relation: Relation) => ReactNode;
}

/** Lists the things at the other ends of a node's edges. */
export function RelationList({ relations, none, beside }: RelationListProps) {
  if (relations.length === 0) return <p className="quiet relation-none">{none}</p>;
  return (
    <ul className="relations">
      {relations.map((relation) => (
        <li key={`${relation.edge.kind} ${relation.urn}`}>
          <Thing urn={relation.urn} {...(relation.node && { node: relation.node })} />
          <span className="relation-beside small quiet">
            {text(relation.edge.attributes, "context")}
            {beside?.(relation)}
            {relation.edge.assertion === "inferred" && <AssertionMark edge={relation.edge} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

import type { Edge } from "../api/types";
import { transformationsOf } from "../words/transformations";

/** How a column was made from another: kind of transformation, its words, and whether it masks. */
export function Transformations({ edge }: { readonly edge: Edge }) {
  const all = transformationsOf(edge.attributes);
  if (all.length === 0) return null;
  return (
    <span className="transformations">
      {all.map((one) => (
        <span key={`${one.how} ${one.description} ${one.masking}`}>
          {one.how !== "" && <span className="badge">{one.how}</span>}
          {one.masking && (
            <span className="badge good" title="What it holds cannot be told from the result.">
              masked
            </span>
          )}
          {one.description !== undefined && <code>{one.description}</code>}
        </span>
      ))}
    </span>
  );
}

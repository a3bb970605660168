import type { NodeKind } from "../../api/types";
import type { Scene } from "../../lineage/scene";
import { KindName } from "../../ui/KindMark";

/** What the shapes and lines of the drawing mean; only what is in it. */
export function Legend({ scene }: { readonly scene: Scene }) {
  const kinds = [...new Set(scene.nodes.map(({ node }) => node.kind))] satisfies NodeKind[];
  const inferred = scene.edges.some(({ edge }) => edge.assertion === "inferred");
  return (
    <div className="legend">
      <span className="small quiet">Causes left, effects right</span>
      {kinds.map((kind) => (
        <KindName key={kind} kind={kind} />
      ))}
      {inferred && (
        <span className="kind">
          <svg className="swatch" viewBox="0 0 22 8" aria-hidden="true">
            <line x1="0" x2="22" y1="4" y2="4" stroke="currentColor" strokeWidth="1.5" strokeDasharray="6 4" />
          </svg>
          inferred
        </span>
      )}
      {scene.nodes.some(({ gaps }) => gaps.length > 0) && (
        <span className="kind">
          <span className="gap-mark" aria-hidden="true">
            !
          </span>
          has a gap
        </span>
      )}
      {scene.nodes.some(({ open }) => open) && (
        <span className="kind">
          <span className="plus-mark" aria-hidden="true">
            +
          </span>
          can be expanded
        </span>
      )}
      <span className="small quiet legend-keys">
        Click to select; drag or Shift and arrows to move; wheel, + and − to zoom; arrows follow edges
      </span>
    </div>
  );
}

import { useMemo, useState } from "react";
import type { Edge, Urn } from "../../api/types";
import type { Scene, SceneNode } from "../../lineage/scene";
import { AssertionMark } from "../../ui/AssertionMark";
import { Section } from "../../ui/Section";
import { Transformations } from "../../ui/Transformations";
import { Thing } from "../../ui/Thing";
import { label } from "../../words/format";
import { EDGES } from "../../words/kinds";
import { captionOf, nameOf } from "../../words/names";

const ROWS_AT_FIRST = 100;
const ROWS_MORE = 400;

interface LineageListProps {
  readonly scene: Scene;
  readonly selected: Urn | undefined;
  readonly onSelect: (urn: Urn) => void;
}

/** The drawing's twin: the same nodes, edges and gaps as a table. */
export function LineageList({ scene, selected, onSelect }: LineageListProps) {
  const [rows, setRows] = useState(ROWS_AT_FIRST);
  const left = scene.nodes.length - rows;
  const outwards = useMemo(() => scene.outwards(), [scene]);
  return (
    <Section title="The same as a list" aside="from what was asked about outwards">
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Lineage as a list">
        <table className="table lineage-list" role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader" className="number">
                Steps
              </th>
              <th scope="col" role="columnheader">What</th>
              <th scope="col" role="columnheader">Kind and state</th>
              <th scope="col" role="columnheader">Came from</th>
              <th scope="col" role="columnheader">
                <span className="hidden-visually">Select</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {outwards.slice(0, rows).map((scenic) => (
              <Row
                key={scenic.node.urn}
                scene={scene}
                scenic={scenic}
                selected={scenic.node.urn === selected}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <button type="button" className="button more" onClick={() => setRows(rows + ROWS_MORE)}>
          Show {Math.min(left, ROWS_MORE)} more
        </button>
      )}
    </Section>
  );
}

interface RowProps {
  readonly scene: Scene;
  readonly scenic: SceneNode;
  readonly selected: boolean;
  readonly onSelect: (urn: Urn) => void;
}

function Row({ scene, scenic, selected, onSelect }: RowProps) {
  const { node, open, gaps } = scenic;
  const causes = scene.causes(node.urn);
  return (
    <tr role="row" aria-current={selected ? "true" : undefined}>
      <td className="number" role="cell">{scene.steps(scenic)}</td>
      <th scope="row" role="rowheader">
        <Thing urn={node.urn} node={node} />
      </th>
      <td role="cell">
        {captionOf(node)}
        {node.urn === scene.root && <span className="badge accent">asked about</span>}
        {open && <span className="badge">not followed further</span>}
        {gaps.map((gap) => (
          <span key={gap} className="badge warn">
            {gap}
          </span>
        ))}
      </td>
      <td role="cell">
        {causes.length === 0 ? (
          <span className="quiet">nothing further</span>
        ) : (
          <ul>
            {causes.map((edge) => (
              <Cause key={`${edge.kind} ${edge.to}`} scene={scene} edge={edge} />
            ))}
          </ul>
        )}
      </td>
      <td role="cell">
        <button
          type="button"
          className="button small"
          aria-pressed={selected}
          aria-label={`Select ${nameOf(node)} in the drawing`}
          onClick={() => onSelect(node.urn)}
        >
          Select
        </button>
      </td>
    </tr>
  );
}

function Cause({ scene, edge }: { readonly scene: Scene; readonly edge: Edge }) {
  const node = scene.find(edge.to)?.node;
  return (
    <li>
      <span className="quiet">{label(EDGES[edge.kind].forth)}</span>{" "}
      <Thing urn={edge.to} {...(node && { node })} /> <Transformations edge={edge} />
      <AssertionMark edge={edge} />
    </li>
  );
}

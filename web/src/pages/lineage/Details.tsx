import type { Edge, Urn } from "../../api/types";
import type { Scene, SceneNode } from "../../lineage/scene";
import { nameOf } from "../../words/names";
import { Link } from "../../router/Link";
import { lineageOf } from "../../router/route";
import { AssertionMark } from "../../ui/AssertionMark";
import { KindMark } from "../../ui/KindMark";
import { Status } from "../../ui/Status";
import { Transformations } from "../../ui/Transformations";
import { Time } from "../../ui/Time";
import { VersionBadges } from "../../ui/VersionBadges";
import { text } from "../../words/attributes";
import { count, label } from "../../words/format";
import { EDGES, KINDS } from "../../words/kinds";
import { kindOf, shortName } from "../../words/urn";

const EDGES_AT_FIRST = 12;

interface DetailsProps {
  readonly scene: Scene;
  readonly current: SceneNode;
  readonly onSelect: (urn: Urn) => void;
  /** Follows the node further; absent when the question did not stop at it. */
  readonly onExpand?: () => void;
}

/** What is selected: what it is, what it lacks, and its edges with who says so. */
export function Details({ scene, current, onSelect, onExpand }: DetailsProps) {
  const { node, gaps } = current;
  const status = text(node.attributes, "status");
  return (
    <aside className="card lineage-details" aria-label="Selected">
      <h2>
        <KindMark kind={node.kind} /> {nameOf(node)}
      </h2>
      <p className="small quiet">{KINDS[node.kind].one}</p>
      <p className="badges">
        {status !== undefined && <Status status={status} />}
        <VersionBadges attributes={node.attributes} />
      </p>
      {node.created !== null && (
        <p className="small quiet">
          First heard of <Time at={node.created} />
        </p>
      )}
      <p className="detail-actions">
        <Link className="button small" to={{ page: "node", urn: node.urn }}>
          Open
        </Link>
        {node.urn !== scene.root && (
          <Link className="button small" to={lineageOf(node.urn)}>
            Lineage from here
          </Link>
        )}
        {onExpand !== undefined && (
          <button type="button" className="button small primary" onClick={onExpand}>
            Expand
          </button>
        )}
      </p>
      {gaps.length > 0 && (
        <ul className="detail-gaps">
          {gaps.map((gap) => (
            <li key={gap}>{label(gap)}.</li>
          ))}
        </ul>
      )}
      <EdgeList scene={scene} title="Came from" edges={scene.causes(node.urn)} forth onSelect={onSelect} />
      <EdgeList scene={scene} title="Led to" edges={scene.effects(node.urn)} forth={false} onSelect={onSelect} />
    </aside>
  );
}

interface EdgeListProps {
  readonly scene: Scene;
  readonly title: string;
  readonly edges: readonly Edge[];
  readonly forth: boolean;
  readonly onSelect: (urn: Urn) => void;
}

function EdgeList({ scene, title, edges, forth, onSelect }: EdgeListProps) {
  if (edges.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {edges.slice(0, EDGES_AT_FIRST).map((edge) => {
          const urn = forth ? edge.to : edge.from;
          const other = scene.find(urn)?.node;
          const words = forth ? EDGES[edge.kind].forth : EDGES[edge.kind].back;
          return (
            <li key={`${edge.kind} ${urn}`}>
              <span className="quiet">{words}</span>{" "}
              <button type="button" className="link" onClick={() => onSelect(urn)}>
                <KindMark kind={kindOf(urn)} /> {other === undefined ? shortName(urn) : nameOf(other)}
              </button>{" "}
              <Transformations edge={edge} />
              <AssertionMark edge={edge} />
              <span className="quiet entries">
                {edge.assertions.map((a) => ` ${a.via} entry ${a.evidence.entry}`).join(",")}
              </span>
            </li>
          );
        })}
      </ul>
      {edges.length > EDGES_AT_FIRST && (
        <p className="quiet small">{count(edges.length - EDGES_AT_FIRST, "more", "more")}: see the list.</p>
      )}
    </section>
  );
}

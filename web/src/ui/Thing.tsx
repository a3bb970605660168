import type { Node, NodeKind, Urn } from "../api/types";
import { Link } from "../router/Link";
import { KINDS } from "../words/kinds";
import { nameOf } from "../words/names";
import { kindOf, shortName } from "../words/urn";
import { KindMark } from "./KindMark";

interface ThingProps {
  readonly urn: Urn;
  /** The node, where it is at hand; else the name is made from the URN. */
  readonly node?: Pick<Node, "name"> & Partial<Pick<Node, "kind" | "deleted">>;
}

/** A node by shape and name, linked to its page. */
export function Thing({ urn, node }: ThingProps) {
  const kind: NodeKind = node?.kind ?? kindOf(urn);
  const name = node === undefined ? shortName(urn) : nameOf({ urn, name: node.name });
  return (
    <span className={`thing${node?.deleted === true ? " deleted" : ""}`}>
      <KindMark kind={kind} />
      <span className="hidden-visually">{KINDS[kind].one} </span>
      <Link className="name" to={{ page: "node", urn }} title={urn}>
        {name}
      </Link>
      {node?.deleted === true && <span className="badge">deleted</span>}
    </span>
  );
}

import { useEffect, type ReactNode } from "react";
import type { Node, NodeKind } from "../api/types";
import { Link } from "../router/Link";
import { lineageOf } from "../router/route";
import { KindName } from "./KindMark";
import { WhatChanged } from "./WhatChanged";

/** Names the page in the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Clew" : `${title} · Clew`;
  }, [title]);
}

/** Kinds of which one can be compared with another, or with itself at another time. */
const COMPARED: ReadonlySet<NodeKind> = new Set([
  "model",
  "model-version",
  "logged-model",
  "run",
  "step",
  "task",
  "dataset",
  "dataset-version",
  "job",
  "deployment",
]);

interface NodeHeadProps {
  readonly node: Node;
  readonly title: string;
  /** Aliases, stage, status: small words beside the title. */
  readonly badges?: ReactNode;
  /** What the thing belongs to, before its kind. */
  readonly crumbs?: ReactNode;
  /** The few facts that matter first, as `dt` and `dd` within `div`s. */
  readonly facts?: ReactNode;
}

/** The head of a node's page: what it is, what it is called, where to go from it. */
export function NodeHead({ node, title, badges, crumbs, facts }: NodeHeadProps) {
  useTitle(title);
  return (
    <header className="head">
      <p className="crumbs">
        {crumbs}
        <KindName kind={node.kind} />
      </p>
      <div className="head-row">
        <div className="head-title">
          <h1>{title}</h1>
          <span className="badges">
            {badges}
            {node.deleted && <span className="badge warn">deleted, can be restored</span>}
          </span>
        </div>
        <nav className="head-actions" aria-label="Lineage">
          <Link className="button" to={lineageOf(node.urn)}>
            Where it came from
          </Link>
          <Link className="button" to={lineageOf(node.urn, "downstream")}>
            What stands on it
          </Link>
        </nav>
      </div>
      {facts !== undefined && <dl className="facts">{facts}</dl>}
      {COMPARED.has(node.kind) && <WhatChanged node={node} />}
      <p className="urn mono">{node.urn}</p>
    </header>
  );
}

/** One of the facts in a page's head. */
export function HeadFact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

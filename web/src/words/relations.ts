import type { Edge, EdgeKind, LineageAnswer, Node, Urn } from "../api/types";

/** Another node that an edge ties to the one in question. */
export interface Relation {
  readonly edge: Edge;
  readonly urn: Urn;
  /** Absent when the answer's page has the edge but not the node. */
  readonly node: Node | undefined;
}

/** The edges of one node, with what lies at their other ends. */
export class Relations {
  private readonly nodes: ReadonlyMap<Urn, Node>;

  constructor(
    private readonly of: Urn,
    private readonly answer: LineageAnswer,
  ) {
    this.nodes = new Map(answer.nodes.map((node) => [node.urn, node]));
  }

  /** What the node points to: its causes. */
  causes(kind: EdgeKind): Relation[] {
    return this.answer.edges
      .filter((edge) => edge.kind === kind && edge.from === this.of)
      .map((edge) => this.relation(edge, edge.to));
  }

  /** What points to the node: its effects. */
  effects(kind: EdgeKind): Relation[] {
    return this.answer.edges
      .filter((edge) => edge.kind === kind && edge.to === this.of)
      .map((edge) => this.relation(edge, edge.from));
  }

  /** All edges of the node with another end, as a list of what each says. */
  all(): { relation: Relation; forth: boolean }[] {
    return this.answer.edges
      .filter((edge) => edge.from === this.of || edge.to === this.of)
      .map((edge) => {
        const forth = edge.from === this.of;
        return { relation: this.relation(edge, forth ? edge.to : edge.from), forth };
      });
  }

  private relation(edge: Edge, urn: Urn): Relation {
    return { edge, urn, node: this.nodes.get(urn) };
  }
}

import type { DiffAnswer, NamedNode, Urn } from "../../api/types";
import { nameOf } from "../../words/names";
import { shortName } from "../../words/urn";

/** The nodes that an answer about changes names, by URN. */
export class Names {
  private readonly nodes: ReadonlyMap<Urn, NamedNode>;

  constructor(pages: readonly DiffAnswer[]) {
    this.nodes = new Map(
      pages.flatMap((page) => [page.from, page.to, ...page.nodes].map((node) => [node.urn, node] as const)),
    );
  }

  find(urn: Urn): NamedNode | undefined {
    return this.nodes.get(urn);
  }

  /** A node's name, or one made of its URN. */
  name(urn: Urn): string {
    const node = this.find(urn);
    return node === undefined ? shortName(urn) : nameOf(node);
  }
}

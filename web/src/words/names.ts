import type { Node } from "../api/types";
import { aliases, stage, text } from "./attributes";
import { KINDS } from "./kinds";
import { abbreviate, kindOf, shortName } from "./urn";

/**
 * The name to show for a node: its own, or one made from its URN when it has none, or one that says
 * nothing alone, as a version's number does.
 */
export function nameOf(node: Pick<Node, "urn" | "name">): string {
  const unnamed = node.name === "" || node.name === node.urn;
  if (unnamed || kindOf(node.urn) === "model-version") return shortName(node.urn);
  return abbreviate(node.name);
}

/** The line below a name: the kind, and what matters most at a glance. */
export function captionOf(node: Node): string {
  const { attributes } = node;
  const status = text(attributes, "status");
  const said = [
    KINDS[node.kind].one,
    ...aliases(attributes).map((alias) => `@${alias}`),
    stage(attributes),
    status === "complete" ? undefined : status,
    text(attributes, "digest-strength") === "weak" ? "weak digest" : undefined,
    node.deleted ? "deleted" : undefined,
  ];
  return said.filter((part) => part !== undefined).join(" · ");
}

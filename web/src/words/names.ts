import type { Node } from "../api/types";
import { aliases, stage, text } from "./attributes";
import { KINDS } from "./kinds";
import { abbreviate, kindOf, parseUrn, shortName } from "./urn";

/**
 * The name to show for a node: its own, or one made from its URN when it has none. Where many share a
 * name, as versions of a dataset and logged models do, what tells them apart is added.
 */
export function nameOf(node: Pick<Node, "urn" | "name">): string {
  const { name, urn } = node;
  const kind = kindOf(urn);
  if (name === "" || name === urn || kind === "model-version") return shortName(urn);
  const own = parseUrn(urn)?.segments.at(-1) ?? "";
  const shared = kind === "dataset-version" || kind === "logged-model";
  return abbreviate(shared && !name.includes(own) ? `${name} ${own}` : name);
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
    node.kind === "code" ? codeState(text(attributes, "code-state")) : undefined,
    node.urn.startsWith("urn:clew:agent:claimed/") ? "claimed" : undefined,
    node.deleted ? "deleted" : undefined,
  ];
  return said.filter((part) => part !== undefined).join(" · ");
}

/** Code is never taken for as committed unless that is known. */
function codeState(state: string | undefined): string | undefined {
  if (state === "clean") return undefined;
  return state === undefined || state === "unknown" ? "state unknown" : state;
}

import type { LineageAnswer, Urn } from "../api/types";
import type { Relation } from "./relations";
import { kindOf } from "./urn";

const DATA: ReadonlySet<string> = new Set(["dataset", "dataset-version", "logged-model", "artifact"]);

/**
 * Lists what a job's runs read or wrote, by an answer about the job: datasets as wholes rather than
 * their many versions, the newest use of each.
 */
export function dataOf(answer: LineageAnswer, how: "used" | "generated-by"): Relation[] {
  const nodes = new Map(answer.nodes.map((node) => [node.urn, node]));
  const wholes = new Map<Urn, Urn>();
  for (const edge of answer.edges) {
    if (edge.kind === "version-of") wholes.set(edge.from, edge.to);
  }
  const found = new Map<Urn, Relation>();
  for (const edge of answer.edges) {
    const thing = how === "used" ? edge.to : edge.from;
    if (edge.kind !== how || !DATA.has(kindOf(thing))) continue;
    const urn = wholes.get(thing) ?? thing;
    const known = found.get(urn);
    if (known === undefined || edge.at > known.edge.at) {
      found.set(urn, { edge, urn, node: nodes.get(urn) });
    }
  }
  return [...found.values()].sort((a, b) => b.edge.at.localeCompare(a.edge.at));
}

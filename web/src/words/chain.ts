import type { LineageAnswer, Urn } from "../api/types";

/**
 * Orders what a run is part of from the outermost inwards: job or DAG, its run, the task within it.
 * A run may say its parent and its root alike, so each stands after all that contain it.
 */
export function chainOf(of: Urn, answer: LineageAnswer): Urn[] {
  const containers = new Map<Urn, Urn[]>();
  for (const edge of answer.edges) {
    if (edge.kind === "part-of") {
      containers.set(edge.from, [...(containers.get(edge.from) ?? []), edge.to]);
    }
  }
  const ordered: Urn[] = [];
  const seen = new Set<Urn>([of]);
  const visit = (urn: Urn): void => {
    for (const container of [...(containers.get(urn) ?? [])].sort()) {
      if (seen.has(container)) continue;
      seen.add(container);
      visit(container);
      ordered.push(container);
    }
  };
  visit(of);
  return ordered;
}

import type { Edge } from "../api/types";
import { ASSERTIONS } from "../words/kinds";

/** Says how an edge is known when it was not simply declared, with the rule of an inferred one. */
export function AssertionMark({ edge }: { readonly edge: Edge }) {
  if (edge.assertion === "declared") return null;
  const evidence = edge.assertions.find((a) => a.assertion === edge.assertion)?.evidence;
  const rule = evidence?.rule === undefined ? "" : ` Rule: ${evidence.rule}.`;
  const inputs = evidence?.inputs === undefined ? "" : ` From: ${evidence.inputs.join("; ")}.`;
  return (
    <span
      className={`badge ${edge.assertion === "inferred" ? "inferred" : ""}`}
      title={`${ASSERTIONS[edge.assertion]}${rule}${inputs}`}
    >
      {edge.assertion}
    </span>
  );
}

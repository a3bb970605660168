import type { ExplainAnswer, ExplainItem } from "../../api/types";

/** The six questions, in the order they are asked. */
export const QUESTIONS = ["who", "what", "when", "where", "why", "how"] as const satisfies readonly Exclude<
  keyof ExplainAnswer,
  "verdict"
>[];

interface StateWords {
  readonly meaning: string;
  /** An SVG path in a box of 12 by 12. */
  readonly shape: string;
}

/** How an answer may be known; each state has its own shape, so colour is not needed to tell. */
export const STATES: Readonly<Record<ExplainItem["state"], StateWords>> = {
  recorded: { meaning: "in the record", shape: "M2 6.5l3 3l5-7" },
  inferred: { meaning: "concluded by a rule", shape: "M6 1.5L10.5 6L6 10.5L1.5 6z" },
  claimed: { meaning: "said without proof", shape: "M6 1.5v5.5M6 9.8v.4" },
  missing: { meaning: "nothing says it", shape: "M2.5 6h7" },
};

import { get } from "./client";
import type { AttributeValue, NodeKind, Urn, Verdict } from "./types";

export interface Change {
  readonly rank: number;
  readonly score: number;
  readonly change: "added" | "removed" | "changed";
  readonly kind: string;
  readonly subject: Urn;
  readonly subject_before: Urn | null;
  readonly field: string;
  readonly before: AttributeValue;
  readonly after: AttributeValue;
  readonly path: readonly Urn[];
  readonly why: string;
  readonly caused_by: number | null;
  readonly factors: Readonly<Record<string, number>>;
  readonly diff: string | null;
}
export interface Effect {
  readonly subject: Urn;
  readonly metric: string;
  readonly before: AttributeValue;
  readonly after: AttributeValue;
}
export interface NamedNode {
  readonly urn: Urn;
  readonly kind: NodeKind;
  readonly name: string;
}
export interface Side {
  readonly urn: Urn;
  readonly name: string;
  readonly as_of: string | null;
  readonly nodes: number;
}
export interface DiffAnswer {
  readonly from: Side;
  readonly to: Side;
  readonly material: boolean;
  readonly summary: string;
  readonly total: number;
  readonly nodes: readonly NamedNode[];
  readonly changes: readonly Change[];
  readonly effects: readonly Effect[];
  readonly verdict: Verdict;
  readonly next: string | null;
}

export interface DiffQuery {
  readonly from: string;
  readonly to: string;
  readonly from_as_of?: string | undefined;
  readonly to_as_of?: string | undefined;
  readonly detail?: "brief" | "full";
  readonly limit?: number;
  readonly cursor?: string | undefined;
}

export function diff(query: DiffQuery, signal: AbortSignal): Promise<DiffAnswer> {
  const ask = get as unknown as (path: string, query: DiffQuery, signal: AbortSignal) => Promise<DiffAnswer>;
  return ask("/diff", query, signal);
}

import type { NodeKind, SearchResult } from "../../api/types";
import { groupBy } from "../../words/group";

/** Results of one kind, in the order they were found. */
export interface ResultGroup {
  readonly kind: NodeKind;
  readonly results: SearchResult[];
}

/** Groups results by kind; kinds come in the order of their best result. */
export function groupByKind(results: readonly SearchResult[]): ResultGroup[] {
  const groups = groupBy(results, (result) => result.kind);
  return [...groups].map(([kind, found]) => ({ kind, results: found }));
}

/** Says whether a text may be a reference: it has a scheme, is a path, or is an id. */
export function looksLikeReference(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(text) || /^\/\S+$/.test(text) || /^[0-9a-f]{32}$/.test(text);
}

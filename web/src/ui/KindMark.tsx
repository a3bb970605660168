import type { NodeKind } from "../api/types";
import { KINDS } from "../words/kinds";

/** The small shape of a kind, for eyes only: a word always stands beside it. */
export function KindMark({ kind }: { readonly kind: NodeKind }) {
  const words = KINDS[kind];
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`kind-mark family-${words.family}${words.solid ? " solid" : ""}`}
    >
      <path d={words.shape} />
    </svg>
  );
}

/** A kind by shape and word. */
export function KindName({ kind }: { readonly kind: NodeKind }) {
  return (
    <span className="kind">
      <KindMark kind={kind} />
      {KINDS[kind].one}
    </span>
  );
}

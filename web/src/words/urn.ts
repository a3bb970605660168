import type { NodeKind, Urn } from "../api/types";
import { isNodeKind } from "./kinds";

/** A URN taken apart; segments are decoded. */
export interface UrnParts {
  readonly kind: NodeKind;
  readonly segments: readonly string[];
}

const SHAPE = /^urn:clew:([a-z-]+):(.+)$/;

/** Takes a URN apart; undefined when the text is none. */
export function parseUrn(text: string): UrnParts | undefined {
  const match = SHAPE.exec(text);
  const kind = match?.[1];
  const rest = match?.[2];
  if (kind === undefined || rest === undefined || !isNodeKind(kind)) return undefined;
  try {
    return { kind, segments: rest.split("/").map(decodeURIComponent) };
  } catch {
    return undefined;
  }
}

/** Says what sort of thing a URN names; `artifact`, the plainest, when it cannot be told. */
export function kindOf(urn: Urn): NodeKind {
  return parseUrn(urn)?.kind ?? "artifact";
}

/** Makes a short name for a thing of which only the URN is at hand. */
export function shortName(urn: Urn): string {
  const parts = parseUrn(urn);
  if (parts === undefined) return urn;
  const { kind, segments } = parts;
  const last = segments.at(-1) ?? urn;
  const before = segments.at(-2);
  switch (kind) {
    case "model-version":
      return before === undefined ? last : `${before} version ${last}`;
    case "dataset-version":
    case "column":
      return before === undefined ? last : `${before} ${abbreviate(last)}`;
    case "code":
    case "environment":
    case "run":
    case "logged-model":
      return abbreviate(last);
    default:
      return last;
  }
}

/** Shortens ids and digests, which nobody reads to the end; leaves words alone. */
export function abbreviate(text: string): string {
  return text.replace(/[0-9a-f]{16,}/g, (digits) => `${digits.slice(0, 10)}…`);
}

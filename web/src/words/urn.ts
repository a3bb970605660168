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

/** Makes a short name for a thing of which only the URN is at hand; the server names alike. */
export function shortName(urn: Urn): string {
  const parts = parseUrn(urn);
  if (parts === undefined) return urn;
  const { kind, segments } = parts;
  const last = segments.at(-1) ?? urn;
  const before = segments.at(-2) ?? "";
  switch (kind) {
    case "dataset":
      return datasetName(segments[0] ?? "", last);
    case "model-version":
      return before === "" ? last : `${before} version ${last}`;
    case "column":
      return `${before}#${last}`;
    case "dataset-version":
      return `${before}/${abbreviate(last)}`;
    case "code":
      return `${before.slice(before.lastIndexOf("/") + 1)}@${abbreviate(last)}`;
    case "environment":
      return `environment ${abbreviate(last)}`;
    default:
      return abbreviate(last);
  }
}

/** A storage's datasets are called by their whole address, a tool's own by their name. */
function datasetName(namespace: string, name: string): string {
  if (!namespace.includes("://") && namespace !== "file") return name;
  return name.startsWith("/") ? `${namespace}${name}` : `${namespace}/${name}`;
}

/** Shortens ids and digests, which nobody reads to the end; leaves words alone. */
export function abbreviate(text: string): string {
  return text.replace(
    /[0-9a-f]{16,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
    (id) => `${id.slice(0, 10).replace(/-.*/, "")}…`,
  );
}

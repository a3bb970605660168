import type { Node, Urn } from "../api/types";
import { text } from "./attributes";

/** The newest run before another that completed, of runs listed newest first. */
export function runBefore(run: Urn, newestFirst: readonly Node[]): Node | undefined {
  const at = newestFirst.findIndex((other) => other.urn === run);
  if (at < 0) return undefined;
  return newestFirst.slice(at + 1).find((other) => text(other.attributes, "status") === "complete");
}

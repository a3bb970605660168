import type { HistoryEntry, LineageAnswer, Node, NodeWithHistory, Urn } from "../api/types";
import { text } from "./attributes";
import { Relations } from "./relations";
import { parseUrn } from "./urn";

/** Something that a thing is worth comparing with. */
export interface Baseline {
  readonly urn: Urn;
  /** Why it is one, to end a sentence, such as `held @production until 2026-11-02 10:00`. */
  readonly why: string;
  /** Until when it was in place; undefined where that is not why. */
  readonly until?: string;
}

/** Aliases whose holders are what is in use, the likeliest first. */
const IN_USE = ["production", "prod", "champion", "live"];

/** What a note says of a version that is to be trusted. */
const GOOD = /(^\s*good\b|#good\b|\b(known|last|still|marked)[ -]good\b)/i;

/** The URN of the model that a version belongs to. */
export function modelOf(version: Urn): Urn | undefined {
  const parts = parseUrn(version);
  if (parts?.kind !== "model-version") return undefined;
  return version.slice(0, version.lastIndexOf("/")).replace("urn:clew:model-version:", "urn:clew:model:");
}

/** The versions of a model, the one registered last first, as its history has them. */
export function versionsOf(model: Pick<NodeWithHistory, "history">): Urn[] {
  return values(model.history, "version").map((entry) => entry.value);
}

/** The version that was registered before another. */
export function versionBefore(
  version: Urn,
  model: Pick<NodeWithHistory, "history">,
): Urn | undefined {
  const all = versionsOf(model);
  const at = all.indexOf(version);
  return at < 0 ? undefined : all.slice(at + 1).find((other) => other !== version);
}

/**
 * The newest version before another that held an alias which it has lost, those for what is in use
 * first.
 */
export function holderBefore(
  version: Urn,
  model: Pick<NodeWithHistory, "history">,
): Baseline | undefined {
  const since = values(model.history, "version").find((entry) => entry.value === version)?.from;
  const aliases = [
    ...new Set(
      model.history.flatMap(({ key }) => (key.startsWith("alias.") ? [key.slice("alias.".length)] : [])),
    ),
  ].sort((a, b) => order(a) - order(b));
  for (const alias of aliases) {
    const held = values(model.history, `alias.${alias}`);
    const turn = held.findIndex((entry) => entry.value === version);
    const earlier = turn < 0 ? held.filter((entry) => since !== undefined && entry.from < since) : held.slice(turn + 1);
    const before = earlier.find((entry) => entry.value !== version);
    if (before !== undefined) {
      return {
        urn: before.value,
        why: before.to === null ? `holds @${alias}` : `held @${alias} before`,
        ...(before.to !== null && { until: before.to }),
      };
    }
  }
  return undefined;
}

function order(alias: string): number {
  const at = IN_USE.indexOf(alias.toLowerCase());
  return at < 0 ? IN_USE.length : at;
}

/** The newest version before another of which a note says that it is good. */
export function notedGood(
  version: Urn,
  model: Pick<NodeWithHistory, "history">,
  notes: ReadonlyMap<Urn, readonly Node[]>,
): Baseline | undefined {
  const all = versionsOf(model);
  const earlier = all.slice(all.indexOf(version) + 1);
  const urn = earlier.find((other) => notes.get(other)?.some((note) => saysGood(note)) === true);
  return urn === undefined ? undefined : { urn, why: "a note says that it is good" };
}

/** Whether a note calls what it is about good. */
export function saysGood(note: Node): boolean {
  return GOOD.test(text(note.attributes, "text") ?? note.name);
}

/** The notes on each of the things that an answer has. */
export function notesIn(answer: LineageAnswer): Map<Urn, Node[]> {
  const notes = new Map<Urn, Node[]>();
  for (const { urn } of answer.nodes) {
    const about = new Relations(urn, answer)
      .effects("concerns")
      .flatMap(({ node }) => (node?.kind === "note" ? [node] : []));
    if (about.length > 0) notes.set(urn, about);
  }
  return notes;
}

/** Of two baselines the one of the version registered later. */
export function newerOf(
  a: Baseline | undefined,
  b: Baseline | undefined,
  model: Pick<NodeWithHistory, "history">,
): Baseline | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const all = versionsOf(model);
  return all.indexOf(b.urn) < all.indexOf(a.urn) ? b : a;
}

/** The entries of a key whose value is a URN, newest first. */
function values(history: readonly HistoryEntry[], key: string): (HistoryEntry & { value: Urn })[] {
  return history
    .flatMap((entry) =>
      entry.key === key && typeof entry.value === "string" ? [{ ...entry, value: entry.value as Urn }] : [],
    )
    .sort((a, b) => b.from.localeCompare(a.from) || b.entry - a.entry);
}

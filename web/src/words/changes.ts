import type { AttributeMap, AttributeValue, Change, Urn } from "../api/types";
import { inline } from "./attributes";
import { number } from "./format";
import { transformationsOf } from "./transformations";
import { kindOf, parseUrn, shortName } from "./urn";

/** A change that follows from no other, with those that follow from it. */
export interface RootChange {
  readonly change: Change;
  readonly following: readonly Change[];
}

/** The changes of an answer as they are shown. */
export interface GroupedChanges {
  /** What can move a prediction, by rank. */
  readonly material: readonly RootChange[];
  /** What cannot, such as a description. */
  readonly incidental: readonly RootChange[];
}

/** Groups ranked changes: consequences below their root, incidental ones apart. */
export function groupChanges(changes: readonly Change[]): GroupedChanges {
  const byRank = new Map(changes.map((change) => [change.rank, change]));
  const following = new Map<number, Change[]>();
  const roots: Change[] = [];
  for (const change of changes) {
    const root = rootOf(change, byRank);
    if (root === change) roots.push(change);
    else following.set(root.rank, [...(following.get(root.rank) ?? []), change]);
  }
  const grouped = roots.map((change) => ({ change, following: following.get(change.rank) ?? [] }));
  return {
    material: grouped.filter(({ change }) => isMaterial(change)),
    incidental: grouped.filter(({ change }) => !isMaterial(change)),
  };
}

/** The score from which on a change can have moved a prediction. */
const MATERIAL_SCORE = 0.5;

/** Whether a change can have moved a prediction, as the server weighs it. */
export function isMaterial(change: Change): boolean {
  return change.score >= MATERIAL_SCORE;
}

/** The change at the beginning of a chain of causes; one whose cause is on no page stands for itself. */
function rootOf(change: Change, byRank: ReadonlyMap<number, Change>): Change {
  const passed = new Set<Change>();
  let root = change;
  while (root.caused_by !== null && !passed.has(root)) {
    passed.add(root);
    root = byRank.get(root.caused_by) ?? root;
  }
  return root;
}

const FIELDS: Readonly<Record<string, string>> = {
  "data digest": "content",
  "data stale": "stale version",
  "schema added": "new column",
  "schema removed": "lost column",
  "schema features": "columns used",
  "code sql": "SQL",
  "code dirty": "uncommitted patch",
  "code source": "source code",
  "code entry-point": "entry point",
  "model base-model": "base model",
  "upstream-run status": "newest run",
};

/** What changed, without the thing that it changed in, such as `SQL` or `parameter max_depth`. */
export function fieldOf(change: Pick<Change, "kind" | "field" | "before" | "after">): string {
  const { kind, field } = change;
  const check = checkOf(change.after) ?? checkOf(change.before);
  if (kind === "quality" && check !== undefined) return `check ${check.assertion}`;
  if (kind === "parameter" || kind === "package") return `${kind} ${field}`;
  if (kind === "environment" && field.startsWith("env:")) return `variable ${field.slice(4)}`;
  return FIELDS[`${kind} ${field}`] ?? field.replaceAll("-", " ");
}

/** How a change's score comes about, such as `0.85 = base 0.97 × near 0.92 × rare 0.96 × size 1`. */
export function scoreOf({ score, factors }: Pick<Change, "score" | "factors">): string {
  const two = (value: number) => Number(value.toFixed(2)).toString();
  const product = Object.entries(factors).map(([name, factor]) => `${name} ${two(factor)}`);
  return product.length === 0 ? two(score) : `${two(score)} = ${product.join(" × ")}`;
}

interface Check {
  readonly assertion: string;
  readonly success: boolean;
}

/** Reads the result of a check of data quality; undefined for another value. */
function checkOf(value: AttributeValue): Check | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { assertion, success } = value as Record<string, unknown>;
  return typeof assertion === "string" && typeof success === "boolean" ? { assertion, success } : undefined;
}

/** A value as it is shown: of a check, which the change's name has, only how it went. */
export function shownValue(value: AttributeValue): AttributeValue {
  const check = checkOf(value);
  return check === undefined ? value : check.success ? "passed" : "failed";
}

/** Whether the subject says something to a reader: an environment is named by a digest, which does not. */
export function isNamed(subject: Urn): boolean {
  return kindOf(subject) !== "environment";
}

/** Longer values, and those of more than one line, are compared as texts. */
const INLINE_CHARS_MAX = 60;

/** A value as the one of two texts to compare: maps and lists have a line for each entry. */
export function textOf(value: AttributeValue): string {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map((item) => lineOf(item as AttributeValue)).join("\n");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([key, item]) => `${key}: ${inline(item as AttributeValue)}`)
      .join("\n");
  }
  return inline(value);
}

/** An entry of a list on a line; of how a column was made, the source and the way in words. */
function lineOf(item: AttributeValue): string {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return inline(item);
  const from = (item as Record<string, unknown>)["from"];
  if (typeof from !== "string" || parseUrn(from) === undefined) return inline(item);
  const ways = transformationsOf(item as AttributeMap).map(({ how, description, masking }) =>
    [how, description, masking ? "masked" : undefined].filter((part) => part !== undefined && part !== "").join(" "),
  );
  return ways.length === 0 ? shortName(from as Urn) : `${shortName(from as Urn)}: ${ways.join("; ")}`;
}

/** Whether two values are better compared as texts than shown side by side. */
export function isText(before: AttributeValue, after: AttributeValue): boolean {
  return [before, after].some((value) => {
    const text = textOf(value);
    return text.length > INLINE_CHARS_MAX || text.trimEnd().includes("\n");
  });
}

/** By how much a number moved, such as `+3.1 %` or `× 99.5`; undefined where that says nothing. */
export function movedBy(before: AttributeValue, after: AttributeValue): string | undefined {
  if (typeof before !== "number" || typeof after !== "number" || before === 0) return undefined;
  if (!Number.isFinite(before) || !Number.isFinite(after) || before === after) return undefined;
  const times = after / before;
  if (times >= 2) return `× ${number(Number(times.toPrecision(3)))}`;
  const percent = ((after - before) / Math.abs(before)) * 100;
  const text = number(Number(percent.toPrecision(Math.abs(percent) < 1 ? 1 : 3)));
  return `${percent > 0 ? "+" : ""}${text} %`;
}

import type { AttributeMap, AttributeValue } from "../api/types";

/** One attribute, with the family's prefix taken off its name. */
export interface Entry {
  readonly key: string;
  readonly value: AttributeValue;
}

/** Lists the attributes of a family such as `param.`, sorted by name as people sort. */
export function family(attributes: AttributeMap, prefix: string): Entry[] {
  return Object.entries(attributes)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => ({ key: key.slice(prefix.length), value }))
    .sort((a, b) => compareNames(a.key, b.key));
}

/** Lists what belongs to none of the families and is not shown elsewhere. */
export function others(attributes: AttributeMap, hidden: readonly string[]): Entry[] {
  return Object.entries(attributes)
    .filter(([key]) => !hidden.some((h) => (h.endsWith(".") ? key.startsWith(h) : key === h)))
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => compareNames(a.key, b.key));
}

/** Reads an attribute that should be a text. */
export function text(attributes: AttributeMap, key: string): string | undefined {
  const value = attributes[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Writes a value on one line. */
export function inline(value: AttributeValue): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return JSON.stringify(value);
}

const NAMES = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Compares names as people sort them: `layer2` before `layer10`. */
export function compareNames(a: string, b: string): number {
  return NAMES.compare(a, b);
}

/** Names the aliases that a model version holds. */
export function aliases(attributes: AttributeMap): string[] {
  return family(attributes, "alias.")
    .filter((entry) => entry.value !== null && entry.value !== false)
    .map((entry) => entry.key);
}

/** Returns a stage worth showing: not the ones that mean there is none. */
export function stage(attributes: AttributeMap): string | undefined {
  const value = text(attributes, "stage");
  return value === "None" ? undefined : value;
}

import type { AttributeMap, Node } from "../api/types";

/** A column as a schema has it. */
export interface Field {
  readonly name: string;
  readonly type: string;
}

/** What one version's schema has otherwise than the one before. */
export interface SchemaChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Reads a schema; undefined when none is recorded. */
export function schemaOf(attributes: AttributeMap): Field[] | undefined {
  const told = attributes["schema"];
  if (!Array.isArray(told)) return undefined;
  return told.flatMap((each) => {
    if (typeof each !== "object" || each === null || Array.isArray(each)) return [];
    const { name, type } = each as Record<string, unknown>;
    return typeof name === "string"
      ? [{ name, type: typeof type === "string" ? type : "" }]
      : [];
  });
}

/** Lists the columns that came, went or changed their type; order is no change. */
export function schemaChanges(before: readonly Field[], after: readonly Field[]): SchemaChange[] {
  const was = new Map(before.map((field) => [field.name, field.type]));
  const is = new Map(after.map((field) => [field.name, field.type]));
  return [...new Set([...is.keys(), ...was.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => ({ name, before: was.get(name), after: is.get(name) }));
}

/**
 * Finds the version before one that the same tools told of: what another tool saw of the same data
 * differs by the tool, and would look like a change.
 */
export function versionBefore(versions: readonly Node[], index: number): Node | undefined {
  const sources = versions[index]?.sources.join();
  return versions
    .slice(index + 1)
    .find((other) => other.sources.join() === sources && schemaOf(other.attributes) !== undefined);
}

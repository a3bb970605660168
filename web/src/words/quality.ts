import type { AttributeMap, AttributeValue, Node } from "../api/types";
import { compareNames, family } from "./attributes";

/** One figure or assertion over the versions of a dataset, in their order. */
export interface QualityRow {
  readonly name: string;
  readonly values: readonly (number | string | boolean | undefined)[];
}

/** Lists what was measured and asserted of versions: a row for each, a value for each version. */
export function qualityRows(versions: readonly Node[]): QualityRow[] {
  const rows = new Map<string, (number | string | boolean | undefined)[]>();
  versions.forEach((version, place) => {
    for (const [name, value] of measured(version.attributes)) {
      const row = rows.get(name) ?? versions.map(() => undefined);
      row[place] = value;
      rows.set(name, row);
    }
  });
  return [...rows].map(([name, values]) => ({ name, values })).sort((a, b) => order(a.name, b.name));
}

/** What is of the whole comes before what is of a column. */
function order(a: string, b: string): number {
  const parts = a.split(" · ").length - b.split(" · ").length;
  return parts === 0 ? compareNames(a, b) : parts;
}

function measured(attributes: AttributeMap): [string, number | string | boolean][] {
  const found: [string, number | string | boolean][] = [];
  for (const { key, value } of family(attributes, "quality.")) {
    if (key === "columns" && isMap(value)) {
      for (const [column, figures] of Object.entries(value)) {
        if (!isMap(figures as AttributeValue)) continue;
        for (const [figure, one] of Object.entries(figures as Record<string, unknown>)) {
          if (typeof one === "number") found.push([`${column} · ${figure}`, one]);
        }
      }
    } else if (typeof value === "number" || typeof value === "string") {
      found.push([key, value]);
    }
  }
  for (const { key, value } of family(attributes, "assertion.")) {
    const success = isMap(value) ? value["success"] : undefined;
    if (typeof success === "boolean") found.push([`assertion ${key}`, success]);
  }
  return found;
}

function isMap(value: AttributeValue | undefined): value is Record<string, AttributeValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

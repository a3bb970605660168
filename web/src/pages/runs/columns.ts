import type { SearchResult } from "../../api/types";
import { compareNames } from "../../words/attributes";

/** A column of the run list: a parameter or a metric. */
export interface Column {
  /** The attribute, such as `metric.auc`. */
  readonly key: string;
  readonly name: string;
  readonly family: "param" | "metric";
}

const SHOWN_METRICS = 3;
const SHOWN_PARAMS = 2;

/** Lists the parameters and metrics that runs carry, metrics first, each by name. */
export function columnsOf(runs: readonly SearchResult[]): Column[] {
  const keys = new Set(runs.flatMap((run) => Object.keys(run.attributes)));
  const of = (family: Column["family"]): Column[] =>
    [...keys]
      .filter((key) => key.startsWith(`${family}.`))
      .map((key) => ({ key, name: key.slice(family.length + 1), family }))
      .sort((a, b) => compareNames(a.name, b.name));
  return [...of("metric"), ...of("param")];
}

/**
 * Chooses the columns to show before anybody has: the metrics that most runs have, and the
 * parameters that most runs have and that differ between them, since a constant tells nothing.
 */
export function defaultColumns(runs: readonly SearchResult[], columns: readonly Column[]): string[] {
  const having = (column: Column) => runs.filter((run) => run.attributes[column.key] != null).length;
  const values = (column: Column) =>
    new Set(runs.map((run) => run.attributes[column.key]).filter((value) => value != null)).size;
  const ranked = columns
    .filter((column) => column.family === "metric" || runs.length < 2 || values(column) > 1)
    .map((column) => ({ column, n: having(column) }))
    .sort((a, b) => b.n - a.n);
  const first = (family: Column["family"], n: number) =>
    ranked
      .filter(({ column }) => column.family === family)
      .slice(0, n)
      .map(({ column }) => column.key);
  const chosen = new Set([...first("metric", SHOWN_METRICS), ...first("param", SHOWN_PARAMS)]);
  return columns.filter((column) => chosen.has(column.key)).map((column) => column.key);
}

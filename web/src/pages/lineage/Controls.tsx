import { useId } from "react";
import type { Direction } from "../../api/types";
import { navigate } from "../../router/history";
import type { LineageRoute } from "../../router/route";

const DIRECTIONS: readonly [Direction, string][] = [
  ["upstream", "Came from"],
  ["downstream", "Stands on it"],
  ["both", "Both"],
];
const DEPTHS = [1, 2, 3, 4, 6, 8, 12] as const;

/** What the lineage page asks: direction, depth, attempts, a date. All of it is in the address. */
export function Controls({ route }: { readonly route: LineageRoute }) {
  const depthId = useId();
  const dateId = useId();
  const ask = (change: Partial<LineageRoute>) => navigate({ ...route, ...change }, "replace");
  const depths = route.depth === undefined ? DEPTHS : [...new Set([...DEPTHS, route.depth])].sort((a, b) => a - b);
  return (
    <form className="lineage-controls" onSubmit={(event) => event.preventDefault()}>
      <div role="group" aria-label="Direction" className="choice">
        {DIRECTIONS.map(([direction, words]) => (
          <button
            key={direction}
            type="button"
            aria-pressed={route.direction === direction}
            onClick={() => ask({ direction })}
          >
            {words}
          </button>
        ))}
      </div>
      <span className="labelled">
        <label htmlFor={depthId}>Depth</label>
        <select
          id={depthId}
          className="field"
          value={route.depth ?? ""}
          onChange={(event) =>
            ask({ depth: event.target.value === "" ? undefined : Number(event.target.value) })
          }
        >
          <option value="">all</option>
          {depths.map((depth) => (
            <option key={depth} value={depth}>
              {depth}
            </option>
          ))}
        </select>
      </span>
      <span className="labelled">
        <label htmlFor={dateId}>As of</label>
        <input
          id={dateId}
          type="date"
          className="field"
          value={route.asOf?.slice(0, 10) ?? ""}
          onChange={(event) => ask({ asOf: event.target.value === "" ? undefined : event.target.value })}
        />
        {route.asOf !== undefined && (
          <button type="button" className="button small" onClick={() => ask({ asOf: undefined })}>
            Now
          </button>
        )}
      </span>
      <label className="check">
        <input
          type="checkbox"
          checked={route.failed}
          onChange={(event) => ask({ failed: event.target.checked })}
        />
        Failed attempts
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={route.columns}
          onChange={(event) => ask({ columns: event.target.checked })}
        />
        Columns
      </label>
    </form>
  );
}

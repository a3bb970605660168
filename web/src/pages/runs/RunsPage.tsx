import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries";
import type { SearchResult } from "../../api/types";
import { FilterField } from "../../ui/FilterField";
import { useTitle } from "../../ui/PageHead";
import { Empty, Loading, ProblemNote } from "../../ui/States";
import { Status } from "../../ui/Status";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { inline, text } from "../../words/attributes";
import { count, duration, number } from "../../words/format";
import { columnsOf, defaultColumns, type Column } from "./columns";
import { ColumnMenu } from "./ColumnMenu";
import { readFilter } from "./filter";
import "./runs.css";

/** The list of runs, newest first, with the metrics and parameters that tell them apart. */
export function RunsPage({ filter }: { readonly filter: string }) {
  useTitle("Runs");
  const query = useInfiniteQuery(
    queries.search({ ...readFilter(filter), kind: ["run"], limit: 50 }),
  );
  const runs = query.data?.pages.flatMap((page) => page.results) ?? [];
  const columns = columnsOf(runs);
  const [chosen, setChosen] = useState<readonly string[]>();
  const shown = new Set(chosen ?? defaultColumns(runs, columns));

  return (
    <>
      <header className="head">
        <h1>Runs</h1>
      </header>
      <div className="list-tools">
        <FilterField
          label="Filter runs"
          placeholder="Name, id or tag text"
          value={filter}
          to={(text) => ({ page: "runs", filter: text })}
          hint={
            <>
              Also <code>param.max_depth=8</code>, <code>tag.team=fraud</code>, <code>owner=ann</code>,{" "}
              <code>since=2026-01-05</code>
            </>
          }
        />
        {columns.length > 0 && (
          <ColumnMenu columns={columns} shown={shown} onChange={setChosen} />
        )}
      </div>
      {query.error !== null && runs.length === 0 ? (
        <ProblemNote error={query.error} retry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Loading what="runs" />
      ) : runs.length === 0 ? (
        <NoRuns filter={filter} />
      ) : (
        <>
          <RunTable runs={runs} columns={columns.filter((column) => shown.has(column.key))} />
          <p className="list-foot quiet small" role="status">
            {count(runs.length, "run")}
            {query.hasNextPage ? " shown, there are more." : ", which is all of them."}
          </p>
          {query.hasNextPage && (
            <button
              type="button"
              className="button"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {query.isFetchingNextPage ? "Loading older runs…" : "Show older runs"}
            </button>
          )}
        </>
      )}
    </>
  );
}

function NoRuns({ filter }: { readonly filter: string }) {
  if (filter !== "") {
    return (
      <Empty>
        <p>
          No run matches <strong>{filter}</strong>.
        </p>
      </Empty>
    );
  }
  return (
    <Empty>
      <p>There are no runs yet. Point an MLflow client at this server and run any script:</p>
      <pre className="long-text">export MLFLOW_TRACKING_URI={window.location.origin}</pre>
    </Empty>
  );
}

interface TableProps {
  readonly runs: readonly SearchResult[];
  readonly columns: readonly Column[];
}

function RunTable({ runs, columns }: TableProps) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Runs">
      <table className="table runs">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Status</th>
            <th scope="col">Started</th>
            <th scope="col" className="number">
              Took
            </th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.family === "metric" ? "number" : ""}>
                <span className="quiet">{column.family === "metric" ? "metric" : "param"}</span>
                <br />
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.urn} run={run} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ run, columns }: { readonly run: SearchResult; readonly columns: readonly Column[] }) {
  const started = text(run.attributes, "started");
  const ended = text(run.attributes, "ended");
  return (
    <tr>
      <th scope="row">
        <Thing
          urn={run.urn}
          node={{ kind: run.kind, name: run.name, deleted: run.attributes["deleted"] === true }}
        />
      </th>
      <td>
        <Status status={text(run.attributes, "status")} />
      </td>
      <td>{started === undefined ? <span className="quiet">unknown</span> : <Time at={started} />}</td>
      <td className="number">
        {started !== undefined &&
          ended !== undefined &&
          duration(Date.parse(ended) - Date.parse(started))}
      </td>
      {columns.map((column) => (
        <Cell key={column.key} column={column} run={run} />
      ))}
    </tr>
  );
}

function Cell({ column, run }: { readonly column: Column; readonly run: SearchResult }) {
  const value = run.attributes[column.key];
  if (value == null) {
    return (
      <td className={column.family === "metric" ? "number" : ""}>
        <span className="quiet" aria-label="none">
          –
        </span>
      </td>
    );
  }
  if (column.family === "metric") {
    return <td className="number">{typeof value === "number" ? number(value) : inline(value)}</td>;
  }
  return <td className="param-cell">{inline(value)}</td>;
}

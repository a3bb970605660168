import type { Node } from "../../api/types";
import { Empty } from "../../ui/States";
import { Status } from "../../ui/Status";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { text } from "../../words/attributes";
import { duration } from "../../words/format";

const ERROR_CHARS = 160;

/** Runs with state, start, duration and what went wrong; bars compare the durations. */
export function RunTable({ runs }: { readonly runs: readonly Node[] }) {
  if (runs.length === 0) {
    return (
      <Empty>
        <p>No run of it is recorded.</p>
      </Empty>
    );
  }
  const longest = Math.max(1, ...runs.map((run) => tookMillis(run) ?? 0));
  const failed = runs.filter((run) => isFailure(text(run.attributes, "status"))).length;
  return (
    <>
      {failed > 0 && (
        <p className="small run-failures">
          {failed} of the {runs.length} shown failed or were aborted.
        </p>
      )}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Runs">
        <table className="table run-table">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">State</th>
              <th scope="col">Started</th>
              <th scope="col">Took</th>
              <th scope="col">What went wrong</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => {
              const status = text(run.attributes, "status");
              const started = text(run.attributes, "started");
              const attempt = run.attributes["attempt"];
              return (
                <tr key={run.urn}>
                  <th scope="row">
                    <Thing urn={run.urn} node={run} />
                  </th>
                  <td>
                    <Status status={status} />
                    {typeof attempt === "number" && attempt > 1 && (
                      <span className="badge">attempt {attempt}</span>
                    )}
                  </td>
                  <td>{started === undefined ? "" : <Time at={started} />}</td>
                  <td>
                    <Took millis={tookMillis(run)} longest={longest} failed={isFailure(status)} />
                  </td>
                  <td className="prose">{shortened(text(run.attributes, "error"))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function isFailure(status: string | undefined): boolean {
  return status === "failed" || status === "aborted";
}

function tookMillis(run: Node): number | undefined {
  const started = text(run.attributes, "started");
  const ended = text(run.attributes, "ended");
  if (started === undefined || ended === undefined) return undefined;
  const millis = Date.parse(ended) - Date.parse(started);
  return Number.isFinite(millis) && millis >= 0 ? millis : undefined;
}

interface TookProps {
  readonly millis: number | undefined;
  readonly longest: number;
  readonly failed: boolean;
}

function Took({ millis, longest, failed }: TookProps) {
  if (millis === undefined) return <span className="quiet">not recorded</span>;
  return (
    <span className="took">
      <span className="took-track" aria-hidden="true">
        <span
          className={failed ? "took-bar failed" : "took-bar"}
          style={{ width: `${Math.max(1, (millis / longest) * 100)}%` }}
        />
      </span>
      <span className="time">{duration(millis)}</span>
    </span>
  );
}

function shortened(error: string | undefined): string {
  if (error === undefined) return "";
  const line = error.split("\n", 1)[0] ?? "";
  return line.length > ERROR_CHARS ? `${line.slice(0, ERROR_CHARS)}…` : line;
}

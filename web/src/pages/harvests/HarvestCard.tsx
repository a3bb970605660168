import { useState } from "react";
import { isAlive, type Harvest } from "../../api/harvests";
import { Status } from "../../ui/Status";
import { Ago, Time } from "../../ui/Time";
import { count } from "../../words/format";
import { HarvestErrors } from "./HarvestErrors";

/** One harvest: what is read, how the last pass went, and on request what it could not bring. */
export function HarvestCard({ harvest }: { readonly harvest: Harvest }) {
  const [shown, setShown] = useState(false);
  const alive = isAlive(harvest);
  const all = harvest.brought + harvest.refused;
  return (
    <section className="card harvest" aria-label={`${harvest.kind} ${harvest.origin}`}>
      <header>
        <h2>
          {harvest.kind} <span className="harvest-origin">{harvest.origin}</span>
        </h2>
        <Status status={statusOf(harvest, alive)} />
      </header>
      {harvest.reason !== null && <p className="harvest-reason">{harvest.reason}</p>}
      {harvest.state === "running" && !alive && (
        <p className="quiet">
          Its harvester has said nothing since <Ago at={harvest.heard} />: it was killed or is stuck. The
          same command goes on from there.
        </p>
      )}
      {alive && harvest.expected !== null && harvest.expected > 0 && (
        <progress max={Math.max(harvest.expected, all)} value={all}>
          {all} of {harvest.expected}
        </progress>
      )}
      <dl className="facts">
        <div>
          <dt>Last pass</dt>
          <dd>
            <Time at={harvest.started} />
            {harvest.ended !== null && (
              <>
                {" to "}
                <Time at={harvest.ended} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Brought</dt>
          <dd>
            {count(harvest.brought, "record")} by it, {count(harvest.broughtEver, "record")} by all
          </dd>
        </div>
        <div>
          <dt>Last complete</dt>
          <dd>{harvest.completed === null ? <span className="quiet">never</span> : <Ago at={harvest.completed} />}</dd>
        </div>
        {harvest.position !== "" && (
          <div>
            <dt>Position</dt>
            <dd>
              <code className="harvest-origin">{harvest.position}</code>
            </dd>
          </div>
        )}
      </dl>
      {harvest.errors === 0 ? (
        <p className="quiet">
          {harvest.state === "complete"
            ? "Nothing is left behind."
            : "What is left behind shows once a pass is complete."}
        </p>
      ) : (
        <>
          <button
            type="button"
            className="button small"
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? "Hide" : "Show"} {count(harvest.errors, "thing")} that could not be brought
          </button>
          {shown && <HarvestErrors id={harvest.id} />}
        </>
      )}
    </section>
  );
}

function statusOf(harvest: Harvest, alive: boolean): string {
  if (harvest.state === "stopped") return "aborted";
  if (harvest.state === "running" && !alive) return "silent";
  return harvest.state;
}

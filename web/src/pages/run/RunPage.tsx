import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { queries } from "../../api/queries";
import type { LineageAnswer, NodeWithHistory, Urn } from "../../api/types";
import { Attributes } from "../../ui/Attributes";
import { History } from "../../ui/History";
import { Notes } from "../../ui/Notes";
import { HeadFact, NodeHead } from "../../ui/PageHead";
import { Section } from "../../ui/Section";
import { Source } from "../../ui/Source";
import { Answered, Empty } from "../../ui/States";
import { Status } from "../../ui/Status";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { Pairs } from "../../ui/Value";
import { family, text } from "../../words/attributes";
import { chainOf } from "../../words/chain";
import { duration } from "../../words/format";
import { nameOf } from "../../words/names";
import { Relations } from "../../words/relations";
import { kindOf } from "../../words/urn";
import { Metrics } from "./Metrics";
import { RunLinks } from "./RunLinks";
import "./run.css";

const RUNNING_MILLIS = 4_000;
const SHOWN = [
  "param.",
  "metric.",
  "tag.",
  "name",
  "description",
  "status",
  "started",
  "ended",
  "created",
  "deleted",
  "attempt",
  "state",
  "error",
  "sql",
  "sql-dialect",
  "source-code",
  "source-language",
];

/** A run: what it was given, what it measured, what it read, made, executed and ran in. */
export function RunPage({ node }: { readonly node: NodeWithHistory }) {
  const { attributes } = node;
  const status = text(attributes, "status");
  const started = text(attributes, "started");
  const ended = text(attributes, "ended");
  const attempt = attributes["attempt"];
  const description = text(attributes, "description");
  const around = useQuery(queries.around(node.urn));
  useRefreshWhile(status === "running");
  const relations = around.data && new Relations(node.urn, around.data);
  const params = family(attributes, "param.");
  const jobs = relations?.causes("part-of").filter((part) => kindOf(part.urn) === "job") ?? [];
  const error = text(attributes, "error");
  const isTraining = node.sources.includes("mlflow") || params.length > 0;

  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        badges={<Status status={status} />}
        crumbs={
          around.data && (
            <>
              {jobs.map((job) => (
                <span key={job.urn}>
                  <Thing urn={job.urn} {...(job.node && { node: job.node })} /> /
                </span>
              ))}
              <Chain of={node.urn} answer={around.data} />
            </>
          )
        }
        facts={
          <>
            {started !== undefined && (
              <HeadFact name="Started">
                <Time at={started} />
              </HeadFact>
            )}
            {started !== undefined && ended !== undefined && (
              <HeadFact name="Took">{duration(Date.parse(ended) - Date.parse(started))}</HeadFact>
            )}
            {started !== undefined && ended === undefined && status !== "running" && (
              <HeadFact name="Ended">not recorded</HeadFact>
            )}
            {typeof attempt === "number" && attempt > 1 && (
              <HeadFact name="Attempt">{attempt}</HeadFact>
            )}
            {relations?.causes("associated-with").map((who) => (
              <HeadFact key={who.urn} name="By">
                <Thing urn={who.urn} {...(who.node && { node: who.node })} />
              </HeadFact>
            ))}
          </>
        }
      />
      {description !== undefined && <p className="lead">{description}</p>}
      {error !== undefined && (
        <section className="run-error" aria-label="What went wrong">
          <pre tabIndex={0}>{error}</pre>
        </section>
      )}
      <Answered query={around} what="what this run used and made">
        {(answer) => <RunLinks relations={new Relations(node.urn, answer)} />}
      </Answered>
      <Source attributes={attributes} />
      {isTraining && (
        <div className="run-columns">
          <Metrics urn={node.urn} live={status === "running"} />
          <Section title="Parameters" aside={params.length === 0 ? undefined : params.length}>
            {params.length === 0 ? (
              <Empty>
                <p>This run logged no parameters.</p>
              </Empty>
            ) : (
              <div className="card params" tabIndex={0} role="region" aria-label="Parameters">
                <Pairs entries={params} />
              </div>
            )}
        </Section>
      </div>
      )}
      <div className="columns">
        <Notes urn={node.urn} />
        <div>
          <Attributes attributes={attributes} hidden={SHOWN} />
        </div>
      </div>
      <History history={node.history} omitted={node.history_omitted} />
    </>
  );
}

interface ChainProps {
  readonly of: Urn;
  readonly answer: LineageAnswer;
}

/** The runs that a run is part of, from the outermost inwards: DAG run, task, and so on. */
function Chain({ of, answer }: ChainProps) {
  return chainOf(of, answer)
    .filter((urn) => kindOf(urn) !== "job")
    .map((urn) => {
      const part = answer.nodes.find((node) => node.urn === urn);
      return (
        <span key={urn}>
          <Thing urn={urn} {...(part && { node: part })} /> /
        </span>
      );
    });
}

/** Asks again every few seconds while a run is still going. */
function useRefreshWhile(running: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(() => void client.invalidateQueries(), RUNNING_MILLIS);
    return () => window.clearInterval(timer);
  }, [running, client]);
}

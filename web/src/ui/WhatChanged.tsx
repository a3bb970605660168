import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { queries } from "../api/queries";
import type { Node, Urn } from "../api/types";
import { Link } from "../router/Link";
import { diffOf, type DiffRoute } from "../router/route";
import {
  holderBefore,
  modelOf,
  newerOf,
  notedGood,
  notesIn,
  versionBefore,
  versionsOf,
} from "../words/baselines";
import { runBefore } from "../words/runs";
import { versionBefore as dataBefore } from "../words/schema";
import { text } from "../words/attributes";
import { dateTime } from "../words/format";
import { nameOf } from "../words/names";
import { parseUrn, shortName } from "../words/urn";

const WEEK_MILLIS = 7 * 86_400_000;

/** Where to see what changed about a thing: against what came before it, or itself at another time. */
export function WhatChanged({ node }: { readonly node: Node }) {
  return (
    <nav className="what-changed" aria-label="What changed">
      <span>What changed?</span>
      <Ways node={node} />
      <Link to={diffOf("", node.urn)}>against something else</Link>
    </nav>
  );
}

function Ways({ node }: { readonly node: Node }) {
  switch (node.kind) {
    case "model":
      return (
        <>
          <OfModel model={node.urn} version={undefined} />
          <LastWeek node={node} />
        </>
      );
    case "model-version": {
      const model = modelOf(node.urn);
      return (
        <>
          {model !== undefined && <OfModel model={model} version={node.urn} />}
          <LastWeek node={node} />
        </>
      );
    }
    case "run":
      return <OfRun node={node} />;
    case "dataset":
      return (
        <>
          <OfDataset dataset={node.urn} version={undefined} />
          <LastWeek node={node} />
        </>
      );
    case "dataset-version": {
      const dataset = datasetOf(node.urn);
      return dataset === undefined ? null : <OfDataset dataset={dataset} version={node.urn} />;
    }
    case "job":
      return (
        <>
          <OfJob job={node.urn} />
          <LastWeek node={node} />
        </>
      );
    case "deployment":
      return <LastWeek node={node} />;
    default:
      return null;
  }
}

/** Against the version before, and against the last good one: by an alias it held, or by a note. */
function OfModel({ model, version }: { readonly model: Urn; readonly version: Urn | undefined }) {
  const told = useQuery(queries.node(model)).data;
  const around = useQuery(queries.around(model)).data;
  if (told === undefined) return null;
  const one = version ?? versionsOf(told)[0];
  if (one === undefined) return null;
  const before = versionBefore(one, told);
  const good = newerOf(
    holderBefore(one, told),
    around && notedGood(one, told, notesIn(around)),
    told,
  );
  return (
    <>
      {before !== undefined && (
        <Way to={diffOf(before, one)} title={shortName(before)}>
          against the version before
        </Way>
      )}
      {good !== undefined && (
        <Way
          to={diffOf(good.urn, one)}
          title={`${shortName(good.urn)}: ${good.why}${good.until === undefined ? "" : ` ${dateTime(good.until)}`}`}
        >
          against the last good one
        </Way>
      )}
    </>
  );
}

function OfRun({ node }: { readonly node: Node }) {
  const around = useQuery(queries.around(node.urn)).data;
  const job = around?.edges.find(
    (edge) => edge.kind === "part-of" && edge.from === node.urn && edge.to.startsWith("urn:clew:job:"),
  )?.to;
  const runs = useInfiniteQuery({ ...queries.runs(job ?? ""), enabled: job !== undefined }).data;
  const listed = runs?.pages.flatMap((page) => page.runs) ?? [];
  const before = runBefore(node.urn, listed);
  return before === undefined ? null : (
    <Way to={diffOf(before.urn, node.urn)} title={nameOf(before)}>
      against the run before
    </Way>
  );
}

function OfJob({ job }: { readonly job: Urn }) {
  const runs = useInfiniteQuery(queries.runs(job)).data;
  const listed = runs?.pages.flatMap((page) => page.runs) ?? [];
  const newest = listed.find((run) => text(run.attributes, "status") !== "running");
  const before = newest && runBefore(newest.urn, listed);
  return newest === undefined || before === undefined ? null : (
    <Way to={diffOf(before.urn, newest.urn)} title={nameOf(before)}>
      newest run against the last that completed
    </Way>
  );
}

function OfDataset({ dataset, version }: { readonly dataset: Urn; readonly version: Urn | undefined }) {
  const versions = useInfiniteQuery(queries.versions(dataset)).data;
  const listed = versions?.pages.flatMap((page) => page.versions) ?? [];
  const at = version === undefined ? 0 : listed.findIndex((other) => other.urn === version);
  const one = listed[at];
  const before = at < 0 ? undefined : dataBefore(listed, at);
  return one === undefined || before === undefined ? null : (
    <Way to={diffOf(before.urn, one.urn)} title={shortName(before.urn)}>
      {version === undefined ? "newest version against the one before" : "against the version before"}
    </Way>
  );
}

/** What was not there a week ago cannot be compared with itself then. */
function LastWeek({ node }: { readonly node: Node }) {
  const then = new Date(Date.now() - WEEK_MILLIS);
  then.setSeconds(0, 0);
  if (node.created === null || Date.parse(node.created) > then.getTime()) return null;
  return <Way to={diffOf(node.urn, node.urn, { fromAsOf: then.toISOString() })}>against last week</Way>;
}

function Way({ to, title, children }: { to: DiffRoute; title?: string; children: ReactNode }) {
  return (
    <Link to={to} {...(title !== undefined && { title })}>
      {children}
    </Link>
  );
}

function datasetOf(version: Urn): Urn | undefined {
  const parts = parseUrn(version);
  if (parts?.kind !== "dataset-version") return undefined;
  return version
    .slice(0, version.lastIndexOf("/"))
    .replace("urn:clew:dataset-version:", "urn:clew:dataset:");
}

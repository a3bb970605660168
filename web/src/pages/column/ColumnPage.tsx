import { useInfiniteQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Edge, Node, NodeWithHistory, Urn } from "../../api/types";
import { Attributes } from "../../ui/Attributes";
import { History } from "../../ui/History";
import { More } from "../../ui/More";
import { Notes } from "../../ui/Notes";
import { HeadFact, NodeHead } from "../../ui/PageHead";
import { Section } from "../../ui/Section";
import { Answered, Empty } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { Transformations } from "../../ui/Transformations";
import { VerdictNote } from "../../ui/VerdictNote";
import { text } from "../../words/attributes";
import { nameOf } from "../../words/names";
import { kindOf, parseUrn } from "../../words/urn";
import "../dataset/dataset.css";

const SHOWN = ["name", "description", "created", "deleted", "data-type"];

/** A column: all that it came from and all that came of it, with what was done on the way. */
export function ColumnPage({ node }: { readonly node: NodeWithHistory }) {
  const description = text(node.attributes, "description");
  const type = text(node.attributes, "data-type");
  const [namespace, name] = parseUrn(node.urn)?.segments ?? [];
  const dataset =
    namespace === undefined || name === undefined
      ? undefined
      : `urn:clew:dataset:${encode(namespace)}/${encode(name)}`;
  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        crumbs={
          dataset !== undefined && (
            <span>
              <Thing urn={dataset} /> /
            </span>
          )
        }
        facts={
          <>
            {type !== undefined && <HeadFact name="Type">{type}</HeadFact>}
            {node.created !== null && (
              <HeadFact name="First heard of">
                <Time at={node.created} />
              </HeadFact>
            )}
            {node.sources.length > 0 && <HeadFact name="Told by">{node.sources.join(", ")}</HeadFact>}
          </>
        }
      />
      {description !== undefined && <p className="lead">{description}</p>}
      <Chain urn={node.urn} direction="upstream" title="Came from" />
      <Chain urn={node.urn} direction="downstream" title="Goes into" />
      <div className="columns">
        <Notes urn={node.urn} />
        <div>
          <Attributes attributes={node.attributes} hidden={SHOWN} />
        </div>
      </div>
      <History history={node.history} omitted={node.history_omitted} />
    </>
  );
}

/** Encodes a segment as URNs do: all but RFC 3986's unreserved characters. */
function encode(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

interface ChainProps {
  readonly urn: Urn;
  readonly direction: "upstream" | "downstream";
  readonly title: string;
}

function Chain({ urn, direction, title }: ChainProps) {
  const query = useInfiniteQuery(queries.columnLineage(urn, direction));
  return (
    <Section title={title}>
      <Answered query={query} what="lineage of the column">
        {(data) => {
          const verdict = data.pages[0]?.verdict;
          return (
            <>
              {verdict !== undefined && verdict.state !== "complete" && (
                <VerdictNote verdict={verdict} subject="answer" complete="" />
              )}
              <ChainTable
                urn={urn}
                direction={direction}
                nodes={data.pages.flatMap((page) => page.nodes)}
                edges={data.pages.flatMap((page) => page.edges)}
              />
              <More query={query} what="columns" />
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

interface ChainTableProps {
  readonly urn: Urn;
  readonly direction: "upstream" | "downstream";
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** A row for each step of the way, in the order of the answer: nearest first. */
function ChainTable({ urn, direction, nodes, edges }: ChainTableProps) {
  const up = direction === "upstream";
  const byUrn = new Map(nodes.map((node) => [node.urn, node]));
  const order = new Map(nodes.map((node, place) => [node.urn, place]));
  const place = (edge: Edge) => order.get(up ? edge.to : edge.from) ?? nodes.length;
  const steps = edges
    .filter((edge) => edge.kind !== "part-of" && edge.kind !== "version-of")
    .sort((a, b) => place(a) - place(b));
  const dataset = (column: Urn) =>
    edges.find((edge) => edge.kind === "part-of" && edge.from === column)?.to;
  if (steps.length === 0) {
    return (
      <Empty>
        <p>{up ? "Nobody recorded what it came from." : "Nobody recorded that anything came of it."}</p>
      </Empty>
    );
  }
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={up ? "Came from" : "Goes into"}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{up ? "Source" : "Result"}</th>
            <th scope="col">Dataset</th>
            <th scope="col">How</th>
            <th scope="col">{up ? "Of what" : "From"}</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((edge) => {
            const far = up ? edge.to : edge.from;
            const near = up ? edge.from : edge.to;
            const node = byUrn.get(far);
            const nearNode = byUrn.get(near);
            const home = dataset(far);
            return (
              <tr key={`${edge.from} ${edge.kind} ${edge.to}`}>
                <th scope="row">
                  <Thing urn={far} {...(node && { node })} />
                </th>
                <td>
                  {home !== undefined && <Thing urn={home} />}
                  {home === undefined && kindOf(far) !== "column" && (
                    <span className="quiet">the whole of it</span>
                  )}
                </td>
                <td>
                  <Transformations edge={edge} />
                </td>
                <td>
                  {near === urn ? (
                    <span className="quiet">this column</span>
                  ) : (
                    <Thing urn={near} {...(nearNode && { node: nearNode })} />
                  )}
                </td>
                <td>
                  <Time at={edge.at} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Edge, Node, Urn } from "../../api/types";
import { Link } from "../../router/Link";
import { lineageOf } from "../../router/route";
import { More } from "../../ui/More";
import { Section } from "../../ui/Section";
import { Answered, Empty } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Transformations } from "../../ui/Transformations";
import { compareNames, text } from "../../words/attributes";
import { kindOf, parseUrn } from "../../words/urn";
import type { Field } from "../../words/schema";

interface ColumnsProps {
  readonly urn: Urn;
  /** The newest schema, which may have columns that no lineage names. */
  readonly schema: readonly Field[];
}

/** The columns of a dataset, each with what it came from and what came of it. */
export function Columns({ urn, schema }: ColumnsProps) {
  const query = useInfiniteQuery(queries.columns(urn));
  return (
    <Section
      title="Columns"
      actions={
        <Link className="button small" to={{ ...lineageOf(urn, "both"), columns: true }}>
          Draw the lineage of columns
        </Link>
      }
    >
      <Answered query={query} what="columns">
        {(data) => (
          <>
            <ColumnTable
              urn={urn}
              schema={schema}
              nodes={data.pages.flatMap((page) => page.nodes)}
              edges={data.pages.flatMap((page) => page.edges)}
            />
            <More query={query} what="columns" />
          </>
        )}
      </Answered>
    </Section>
  );
}

interface ColumnTableProps extends ColumnsProps {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

function ColumnTable({ urn, schema, nodes, edges }: ColumnTableProps) {
  const types = new Map(schema.map((field) => [field.name, field.type]));
  const own = edges
    .filter((edge) => edge.kind === "part-of" && edge.to === urn && kindOf(edge.from) === "column")
    .map((edge) => edge.from);
  const named = new Map(own.map((column) => [parseUrn(column)?.segments.at(-1) ?? column, column]));
  const byUrn = new Map(nodes.map((node) => [node.urn, node]));
  const order = [
    ...schema.map((field) => field.name),
    ...[...named.keys()].filter((name) => !types.has(name)).sort(compareNames),
  ];
  if (order.length === 0) {
    return (
      <Empty>
        <p>No columns are recorded.</p>
      </Empty>
    );
  }
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Columns">
      <table className="table column-table">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">Came from</th>
            <th scope="col">Goes into</th>
          </tr>
        </thead>
        <tbody>
          {order.map((name) => {
            const column = named.get(name);
            const node = column === undefined ? undefined : byUrn.get(column);
            const type = types.get(name) ?? (node && text(node.attributes, "data-type"));
            return (
              <tr key={name}>
                <th scope="row">
                  {column === undefined ? name : <Link to={{ page: "node", urn: column }}>{name}</Link>}
                  {types.size > 0 && !types.has(name) && (
                    <span className="badge" title="The newest schema has no such column.">
                      not in the newest schema
                    </span>
                  )}
                </th>
                <td className="mono">{type}</td>
                <td>
                  <Ends edges={edges} near={column} forth nodes={byUrn} />
                </td>
                <td>
                  <Ends edges={edges} near={column} forth={false} nodes={byUrn} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface EndsProps {
  readonly edges: readonly Edge[];
  readonly near: Urn | undefined;
  readonly forth: boolean;
  readonly nodes: ReadonlyMap<Urn, Node>;
}

/** What is at the other ends of a column's edges, direct ones first. */
function Ends({ edges, near, forth, nodes }: EndsProps) {
  const found = edges.filter(
    (edge) => edge.kind === "derived-from" && (forth ? edge.from : edge.to) === near,
  );
  if (near === undefined || found.length === 0) return <span className="quiet">not recorded</span>;
  const direct = (edge: Edge) => (JSON.stringify(edge.attributes).includes('"DIRECT"') ? 0 : 1);
  return (
    <ul className="column-ends">
      {[...found]
        .sort((a, b) => direct(a) - direct(b))
        .map((edge) => {
          const urn = forth ? edge.to : edge.from;
          const node = nodes.get(urn);
          return (
            <li key={urn}>
              <Thing urn={urn} {...(node && { node })} /> <Transformations edge={edge} />
            </li>
          );
        })}
    </ul>
  );
}

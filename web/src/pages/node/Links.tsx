import { useState } from "react";
import { AssertionMark } from "../../ui/AssertionMark";
import { KindName } from "../../ui/KindMark";
import { Empty } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { text } from "../../words/attributes";
import { label } from "../../words/format";
import { EDGES } from "../../words/kinds";
import type { Relations } from "../../words/relations";
import { kindOf } from "../../words/urn";

const ROWS_AT_FIRST = 50;
const ROWS_MORE = 200;

interface LinksProps {
  readonly relations: Relations;
  readonly more: boolean;
}

/** Every edge of a node as a table: how it is tied, to what, since when, how that is known. */
export function Links({ relations, more }: LinksProps) {
  const [rows, setRows] = useState(ROWS_AT_FIRST);
  const links = relations.all().filter(({ relation }) => kindOf(relation.urn) !== "note");
  if (links.length === 0) {
    return (
      <Empty>
        <p>Nothing is connected with it.</p>
      </Empty>
    );
  }
  const newestFirst = links.sort((a, b) => b.relation.edge.at.localeCompare(a.relation.edge.at));
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Connections">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">How</th>
              <th scope="col">What</th>
              <th scope="col">Kind</th>
              <th scope="col">When</th>
              <th scope="col">Known by</th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.slice(0, rows).map(({ relation: { edge, urn, node }, forth }) => (
              <tr key={`${forth} ${edge.kind} ${urn}`}>
                <td>
                  {label(forth ? EDGES[edge.kind].forth : EDGES[edge.kind].back)}{" "}
                  <span className="quiet">{text(edge.attributes, "context")}</span>
                </td>
                <td>
                  <Thing urn={urn} {...(node && { node })} />
                </td>
                <td>
                  <KindName kind={kindOf(urn)} />
                </td>
                <td>
                  <Time at={edge.at} />
                </td>
                <td>{edge.assertion === "declared" ? "declared" : <AssertionMark edge={edge} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows < newestFirst.length && (
        <button type="button" className="button more" onClick={() => setRows(rows + ROWS_MORE)}>
          Show {Math.min(ROWS_MORE, newestFirst.length - rows)} more
        </button>
      )}
      {more && (
        <p className="quiet small more">
          There is more: see the lineage pages above for all of it.
        </p>
      )}
    </>
  );
}

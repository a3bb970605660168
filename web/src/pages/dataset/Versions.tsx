import type { LineageAnswer, Node } from "../../api/types";
import { More } from "../../ui/More";
import { Section } from "../../ui/Section";
import { Empty } from "../../ui/States";
import { Status } from "../../ui/Status";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { text } from "../../words/attributes";
import { number } from "../../words/format";
import { schemaChanges, schemaOf, versionBefore, type SchemaChange } from "../../words/schema";

interface VersionsProps {
  readonly versions: readonly Node[];
  readonly query: Parameters<typeof More>[0]["query"];
  readonly around: LineageAnswer | undefined;
}

/** The versions of a dataset, newest first, with what changed in the schema from one to the next. */
export function Versions({ versions, query, around }: VersionsProps) {
  return (
    <Section title="Versions">
      {versions.length === 0 ? (
        <Empty>
          <p>No version is recorded: nobody said so far what it held at a time.</p>
        </Empty>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Versions">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Version</th>
                <th scope="col">Since</th>
                <th scope="col">Made by</th>
                <th scope="col" className="number">
                  Rows
                </th>
                <th scope="col">Schema, against the version before</th>
              </tr>
            </thead>
            <tbody>
              {versions.map((version, index) => (
                <tr key={version.urn}>
                  <th scope="row">
                    <Thing urn={version.urn} node={version} />
                    {text(version.attributes, "digest-strength") === "weak" && (
                      <span className="badge warn" title="It covers only part of the data and proves no identity.">
                        weak digest
                      </span>
                    )}
                  </th>
                  <td>{version.created === null ? "" : <Time at={version.created} />}</td>
                  <td>
                    <Makers version={version} around={around} />
                  </td>
                  <td className="number">{rowsOf(version)}</td>
                  <td>
                    <Schema version={version} before={versionBefore(versions, index)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More query={query} what="versions" />
    </Section>
  );
}

function rowsOf(version: Node): string {
  const rows = version.attributes["quality.rows"];
  return typeof rows === "number" ? number(rows) : "";
}

function Makers({ version, around }: { readonly version: Node; readonly around: LineageAnswer | undefined }) {
  const made = around?.edges.filter((edge) => edge.kind === "generated-by" && edge.from === version.urn) ?? [];
  if (made.length === 0) return <span className="quiet">not recorded</span>;
  return made.map((edge) => {
    const run = around?.nodes.find((node) => node.urn === edge.to);
    const status = run && text(run.attributes, "status");
    return (
      <span key={edge.to} className="maker">
        <Thing urn={edge.to} {...(run && { node: run })} />
        {status !== undefined && status !== "complete" && <Status status={status} />}
      </span>
    );
  });
}

function Schema({ version, before }: { readonly version: Node; readonly before: Node | undefined }) {
  const fields = schemaOf(version.attributes);
  if (fields === undefined) return <span className="quiet">not recorded</span>;
  const earlier = before && schemaOf(before.attributes);
  const count = `${fields.length} column${fields.length === 1 ? "" : "s"}`;
  if (earlier === undefined) return <span className="quiet">{count}</span>;
  const changes = schemaChanges(earlier, fields);
  if (changes.length === 0) return <span className="quiet">{count}, unchanged</span>;
  return (
    <ul className="schema-changes">
      {changes.map((change) => (
        <li key={change.name}>
          <Change change={change} />
        </li>
      ))}
    </ul>
  );
}

function Change({ change: { name, before, after } }: { readonly change: SchemaChange }) {
  if (before === undefined) {
    return (
      <span className="badge good">
        added {name} {after}
      </span>
    );
  }
  if (after === undefined) return <span className="badge bad">removed {name}</span>;
  return (
    <span className="badge warn">
      {name}: {before === "" ? "no type" : before} → {after === "" ? "no type" : after}
    </span>
  );
}

import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Edge, Node, NodeWithHistory } from "../../api/types";
import { Attributes } from "../../ui/Attributes";
import { History } from "../../ui/History";
import { Notes } from "../../ui/Notes";
import { HeadFact, NodeHead } from "../../ui/PageHead";
import { Section } from "../../ui/Section";
import { Answered, Empty } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { Warnings } from "../../ui/Warnings";
import { VersionBadges } from "../../ui/VersionBadges";
import { compareNames, text } from "../../words/attributes";
import { nameOf } from "../../words/names";
import { parseUrn } from "../../words/urn";

/** A model: its versions, newest first, with what each is called and where each came from. */
export function ModelPage({ node }: { readonly node: NodeWithHistory }) {
  const around = useQuery(queries.around(node.urn));
  const description = text(node.attributes, "description");
  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        facts={
          <>
            {node.created !== null && (
              <HeadFact name="Created">
                <Time at={node.created} />
              </HeadFact>
            )}
            {text(node.attributes, "owner") !== undefined && (
              <HeadFact name="Owner">{text(node.attributes, "owner")}</HeadFact>
            )}
          </>
        }
      />
      {description !== undefined && <p className="lead">{description}</p>}
      <Warnings urn={node.urn} />
      <Section title="Versions">
        <Answered query={around} what="versions">
          {(answer) => {
            const edges = answer.edges.filter(
              (edge) => edge.kind === "version-of" && edge.to === node.urn,
            );
            const versions = new Set(edges.map((edge) => edge.from));
            return (
              <VersionTable
                versions={answer.nodes.filter((other) => versions.has(other.urn))}
                edges={answer.edges}
                more={answer.next !== null}
              />
            );
          }}
        </Answered>
      </Section>
      <div className="columns">
        <Notes urn={node.urn} />
        <div>
          <Attributes
            attributes={node.attributes}
            hidden={["name", "description", "owner", "created", "deleted"]}
          />
        </div>
      </div>
      <History history={node.history} omitted={node.history_omitted} />
    </>
  );
}

interface VersionTableProps {
  readonly versions: readonly Node[];
  readonly edges: readonly Edge[];
  readonly more: boolean;
}

function VersionTable({ versions, edges, more }: VersionTableProps) {
  if (versions.length === 0) {
    return (
      <Empty>
        <p>This model has no versions.</p>
      </Empty>
    );
  }
  const newestFirst = [...versions].sort((a, b) => compareNames(numberOf(b), numberOf(a)));
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Versions">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Known as</th>
              <th scope="col">Registered</th>
              <th scope="col">Made from</th>
              <th scope="col">Description</th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map((version) => (
              <tr key={version.urn}>
                <th scope="row">
                  <Thing urn={version.urn} node={version} />
                </th>
                <td>
                  <VersionBadges attributes={version.attributes} none="no alias" />
                </td>
                <td>{version.created === null ? "" : <Time at={version.created} />}</td>
                <td>
                  {edges
                    .filter((edge) => edge.from === version.urn && edge.kind === "derived-from")
                    .map((edge) => (
                      <Thing key={edge.to} urn={edge.to} />
                    ))}
                </td>
                <td className="prose">{text(version.attributes, "description")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && <p className="quiet small more">Only the first 2,000 are shown.</p>}
    </>
  );
}

function numberOf(version: Node): string {
  return parseUrn(version.urn)?.segments.at(-1) ?? version.name;
}

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { NodeWithHistory } from "../../api/types";
import { Attributes } from "../../ui/Attributes";
import { History } from "../../ui/History";
import { Notes } from "../../ui/Notes";
import { HeadFact, NodeHead } from "../../ui/PageHead";
import { Section } from "../../ui/Section";
import { Answered } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { text } from "../../words/attributes";
import { nameOf } from "../../words/names";
import { Relations } from "../../words/relations";
import { schemaOf } from "../../words/schema";
import { Links } from "../node/Links";
import { Columns } from "./Columns";
import { Quality } from "./Quality";
import { Users } from "./Users";
import { Versions } from "./Versions";
import "./dataset.css";

const SHOWN = ["name", "description", "owner", "created", "deleted", "schema", "source-name", "dataset-type", "file-format", "quality.", "assertion."];

/** A dataset: its columns and where they come from, its versions, who writes and reads it, its quality. */
export function DatasetPage({ node }: { readonly node: NodeWithHistory }) {
  const { attributes } = node;
  const around = useQuery(queries.around(node.urn));
  const versions = useInfiniteQuery(queries.versions(node.urn));
  const listed = versions.data?.pages.flatMap((page) => page.versions) ?? [];
  const description = text(attributes, "description");
  const schema =
    listed.map((version) => schemaOf(version.attributes)).find((found) => found !== undefined) ??
    schemaOf(attributes) ??
    [];
  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        facts={
          <>
            {node.created !== null && (
              <HeadFact name="First heard of">
                <Time at={node.created} />
              </HeadFact>
            )}
            {["owner", "dataset-type", "file-format", "source-name"].map((key) => {
              const value = text(attributes, key);
              return value === undefined ? null : (
                <HeadFact key={key} name={FACTS[key] ?? key}>
                  {value}
                </HeadFact>
              );
            })}
            {node.sources.length > 0 && <HeadFact name="Told by">{node.sources.join(", ")}</HeadFact>}
            {node.same_as.length > 0 && (
              <HeadFact name="Same as">
                {node.same_as.map((urn) => (
                  <Thing key={urn} urn={urn} />
                ))}
              </HeadFact>
            )}
          </>
        }
      />
      {description !== undefined && <p className="lead">{description}</p>}
      <Answered query={around} what="who writes and reads it">
        {(answer) => <Users of={node.urn} answer={answer} />}
      </Answered>
      <Columns urn={node.urn} schema={schema} />
      <Answered query={versions} what="versions">
        {() => <Versions versions={listed} query={versions} around={around.data} />}
      </Answered>
      <Quality of={node} versions={listed} />
      <Section title="Connections">
        <Answered query={around} what="connections">
          {(answer) => <Links relations={new Relations(node.urn, answer)} more={answer.next !== null} />}
        </Answered>
      </Section>
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

const FACTS: Readonly<Record<string, string>> = {
  owner: "Owner",
  "dataset-type": "Type",
  "file-format": "Format",
  "source-name": "Source",
};

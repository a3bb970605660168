import { useQuery } from "@tanstack/react-query";
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
import { Links } from "./Links";

const SHOWN = ["name", "description", "owner", "created", "deleted", "text"];

/** Any node: what is recorded of it, what it is tied to, what changed. */
export function NodePage({ node }: { readonly node: NodeWithHistory }) {
  const around = useQuery(queries.around(node.urn));
  const description = text(node.attributes, "description") ?? text(node.attributes, "text");
  const owner = text(node.attributes, "owner");
  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        badges={
          text(node.attributes, "digest-strength") === "weak" && (
            <span className="badge warn" title="It covers only part of the data and proves no identity.">
              weak digest
            </span>
          )
        }
        facts={
          <>
            {node.created !== null && (
              <HeadFact name="First heard of">
                <Time at={node.created} />
              </HeadFact>
            )}
            {owner !== undefined && <HeadFact name="Owner">{owner}</HeadFact>}
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
      <Section title="Connections">
        <Answered query={around} what="connections">
          {(answer) => <Links relations={new Relations(node.urn, answer)} more={answer.next !== null} />}
        </Answered>
      </Section>
      <div className="columns">
        <div>
          <Attributes attributes={node.attributes} hidden={SHOWN} />
        </div>
        {node.kind !== "note" && <Notes urn={node.urn} />}
      </div>
      <History history={node.history} omitted={node.history_omitted} />
    </>
  );
}

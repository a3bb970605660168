import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { NodeWithHistory } from "../../api/types";
import { Attributes } from "../../ui/Attributes";
import { History } from "../../ui/History";
import { Notes } from "../../ui/Notes";
import { HeadFact, NodeHead } from "../../ui/PageHead";
import { Answered } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { Warnings } from "../../ui/Warnings";
import { VersionBadges } from "../../ui/VersionBadges";
import { text } from "../../words/attributes";
import { nameOf } from "../../words/names";
import { Relations } from "../../words/relations";
import { SixQuestions } from "./SixQuestions";

const SHOWN = ["name", "description", "version", "stage", "alias.", "created", "deleted"];

/** A version of a model, or a logged model: the six questions, answered from the record. */
export function VersionPage({ node }: { readonly node: NodeWithHistory }) {
  const explain = useQuery(queries.explain(node.urn));
  const around = useQuery(queries.around(node.urn)).data;
  const relations = around && new Relations(node.urn, around);
  const description = text(node.attributes, "description");
  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        badges={<VersionBadges attributes={node.attributes} />}
        crumbs={relations?.causes("version-of").map((model) => (
          <span key={model.urn}>
            <Thing urn={model.urn} {...(model.node && { node: model.node })} /> /
          </span>
        ))}
        facts={
          <>
            {node.created !== null && (
              <HeadFact name={node.kind === "model-version" ? "Registered" : "Logged"}>
                <Time at={node.created} />
              </HeadFact>
            )}
            {[...(relations?.causes("derived-from") ?? []), ...(relations?.causes("generated-by") ?? [])].map(
              (origin) => (
                <HeadFact key={origin.urn} name={origin.edge.kind === "derived-from" ? "From" : "Made by"}>
                  <Thing urn={origin.urn} {...(origin.node && { node: origin.node })} />
                </HeadFact>
              ),
            )}
          </>
        }
      />
      {description !== undefined && <p className="lead">{description}</p>}
      <Warnings urn={node.urn} />
      <Answered query={explain} what="who, what, when, where, why and how">
        {(answer) => <SixQuestions answer={answer} />}
      </Answered>
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

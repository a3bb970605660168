import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { LineageAnswer, NodeWithHistory } from "../../api/types";
import { Attributes } from "../../ui/Attributes";
import { History } from "../../ui/History";
import { More } from "../../ui/More";
import { Notes } from "../../ui/Notes";
import { HeadFact, NodeHead } from "../../ui/PageHead";
import { RelationList } from "../../ui/RelationList";
import { Section } from "../../ui/Section";
import { Source } from "../../ui/Source";
import { Answered } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { Warnings } from "../../ui/Warnings";
import { text } from "../../words/attributes";
import { dataOf } from "../../words/data";
import { nameOf } from "../../words/names";
import { Relations } from "../../words/relations";
import { RunTable } from "./RunTable";
import "./job.css";

const SHOWN = [
  "name",
  "description",
  "owner",
  "created",
  "deleted",
  "sql",
  "sql-dialect",
  "source-code",
  "source-language",
  "code-url",
  "integration",
  "job-type",
  "processing-type",
];

/** A job: its runs and how they went, what it executes, what it reads and writes. */
export function JobPage({ node }: { readonly node: NodeWithHistory }) {
  const { attributes } = node;
  const runs = useInfiniteQuery(queries.runs(node.urn));
  const around = useQuery(queries.around(node.urn));
  const relations = around.data && new Relations(node.urn, around.data);
  const description = text(attributes, "description");
  const kind = [text(attributes, "integration"), text(attributes, "job-type")]
    .filter((word) => word !== undefined)
    .join(" ");
  const codeUrl = text(attributes, "code-url");
  return (
    <>
      <NodeHead
        node={node}
        title={nameOf(node)}
        crumbs={relations?.causes("part-of").map((part) => (
          <span key={part.urn}>
            <Thing urn={part.urn} {...(part.node && { node: part.node })} /> /
          </span>
        ))}
        facts={
          <>
            {kind !== "" && <HeadFact name="Kind">{kind}</HeadFact>}
            {text(attributes, "owner") !== undefined && (
              <HeadFact name="Owner">{text(attributes, "owner")}</HeadFact>
            )}
            {node.created !== null && (
              <HeadFact name="First heard of">
                <Time at={node.created} />
              </HeadFact>
            )}
            {codeUrl !== undefined && (
              <HeadFact name="Source">
                <CodeLink url={codeUrl} />
              </HeadFact>
            )}
          </>
        }
      />
      {description !== undefined && <p className="lead">{description}</p>}
      <Warnings urn={node.urn} />
      <Answered query={around} what="what it reads and writes">
        {(answer) => <Data answer={answer} />}
      </Answered>
      <Section title="Runs" aside="newest first">
        <Answered query={runs} what="runs">
          {(data) => (
            <>
              <RunTable runs={data.pages.flatMap((page) => page.runs)} />
              <More query={runs} what="runs" />
            </>
          )}
        </Answered>
      </Section>
      <Source attributes={attributes} />
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

/** Only what is surely an address of the web becomes a link. */
function CodeLink({ url }: { readonly url: string }) {
  return /^https?:\/\//.test(url) ? (
    <a href={url} rel="noreferrer">
      {url}
    </a>
  ) : (
    <>{url}</>
  );
}

function Data({ answer }: { readonly answer: LineageAnswer }) {
  return (
    <section className="run-links card" aria-label="What it reads and writes">
      <div>
        <h3>Reads</h3>
        <RelationList relations={dataOf(answer, "used")} none="No inputs recorded." />
      </div>
      <div>
        <h3>Writes</h3>
        <RelationList relations={dataOf(answer, "generated-by")} none="No outputs recorded." />
      </div>
    </section>
  );
}

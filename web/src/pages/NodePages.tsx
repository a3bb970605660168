import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries";
import type { NodeWithHistory, Urn } from "../api/types";
import { shortName } from "../words/urn";
import { Answered } from "../ui/States";
import { ColumnPage } from "./column/ColumnPage";
import { DatasetPage } from "./dataset/DatasetPage";
import { JobPage } from "./job/JobPage";
import { ModelPage } from "./model/ModelPage";
import { NodePage } from "./node/NodePage";
import { RunPage } from "./run/RunPage";
import { VersionPage } from "./version/VersionPage";

/** Shows a node on the page of its kind. */
export function NodePages({ urn }: { readonly urn: Urn }) {
  const query = useQuery(queries.node(urn));
  return (
    <Answered query={query} what={shortName(urn)}>
      {(node) => <PageOfKind node={node} />}
    </Answered>
  );
}

function PageOfKind({ node }: { readonly node: NodeWithHistory }) {
  switch (node.kind) {
    case "run":
    case "step":
    case "task":
      return <RunPage node={node} />;
    case "dataset":
      return <DatasetPage node={node} />;
    case "column":
      return <ColumnPage node={node} />;
    case "job":
      return <JobPage node={node} />;
    case "model":
      return <ModelPage node={node} />;
    case "model-version":
    case "logged-model":
      return <VersionPage node={node} />;
    default:
      return <NodePage node={node} />;
  }
}

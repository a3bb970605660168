import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { queries } from "../../api/queries";
import type { LayoutAnswer, Urn } from "../../api/types";
import { LineageCanvas } from "../../lineage/LineageCanvas";
import { Scene } from "../../lineage/scene";
import { navigate } from "../../router/history";
import { LINEAGE_LIMITS, type LineageRoute } from "../../router/route";
import { useTitle } from "../../ui/PageHead";
import { Answered } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { VerdictNote } from "../../ui/VerdictNote";
import { count } from "../../words/format";
import { nameOf } from "../../words/names";
import { shortName } from "../../words/urn";
import { Controls } from "./Controls";
import { Details } from "./Details";
import { Legend } from "./Legend";
import { LineageList } from "./LineageList";
import "./lineage.css";

const TITLES = {
  upstream: (name: string) => `Where ${name} came from`,
  downstream: (name: string) => `What stands on ${name}`,
  both: (name: string) => `What ${name} came from and what stands on it`,
} as const;

/** Lineage of a thing: the drawing, what is selected in it, the verdict, and the same as a list. */
export function LineagePage({ route }: { readonly route: LineageRoute }) {
  const query = useQuery(
    queries.layout({
      of: route.of,
      direction: route.direction,
      depth: route.depth,
      failed: route.failed,
      level: route.columns ? "column" : "node",
      as_of: route.asOf,
      limit: route.limit,
    }),
  );
  const root = query.data?.lineage.nodes[0];
  const name = root === undefined ? shortName(route.of) : nameOf(root);
  const title = TITLES[route.direction](name);
  useTitle(title);
  return (
    <>
      <header className="head lineage-head">
        <h1>{title}</h1>
        {root !== undefined && (
          <p className="crumbs">
            <Thing urn={root.urn} node={root} />
          </p>
        )}
      </header>
      <Controls route={route} />
      <Answered query={query} what="lineage">
        {(answer) => <Lineage route={route} answer={answer} />}
      </Answered>
    </>
  );
}

interface LineageProps {
  readonly route: LineageRoute;
  readonly answer: LayoutAnswer;
}

function Lineage({ route, answer }: LineageProps) {
  const scene = useMemo(() => new Scene(answer), [answer]);
  const [selected, setSelected] = useState<Urn>(answer.lineage.of);
  const { verdict } = answer.lineage;
  const current = scene.find(selected) ?? scene.find(scene.root);

  const deeper = expansion(route, answer);
  const expand = () => {
    if (deeper !== undefined) navigate(deeper, "replace");
  };
  return (
    <>
      <VerdictNote
        verdict={verdict}
        subject="answer"
        complete="Nothing that should be in this answer is missing from the record."
        actions={
          <>
            {verdict.frontier.count > 0 && deeper !== undefined && (
              <button type="button" className="button small" onClick={expand}>
                Show more
              </button>
            )}
            {verdict.excluded > 0 && (
              <button
                type="button"
                className="button small"
                onClick={() => navigate({ ...route, failed: true }, "replace")}
              >
                Show attempts
              </button>
            )}
          </>
        }
      />
      <div className="lineage-view">
        <div className="card lineage-drawing">
          <LineageCanvas
            scene={scene}
            selected={current?.node.urn}
            onSelect={setSelected}
            onExpand={expand}
          />
          <Legend scene={scene} />
        </div>
        {current !== undefined && (
          <Details
            scene={scene}
            current={current}
            onSelect={setSelected}
            {...(current.open && deeper !== undefined && { onExpand: expand })}
          />
        )}
      </div>
      <p className="quiet small lineage-count">
        {count(scene.nodes.length, "node")} and {count(answer.lineage.edges.length, "edge")}
        {answer.lineage.next !== null && " drawn; there are more than can be drawn at once"}
      </p>
      <LineageList scene={scene} selected={current?.node.urn} onSelect={setSelected} />
    </>
  );
}

/** The question that goes one step further: deeper, or with more nodes; none at the last limit. */
function expansion(route: LineageRoute, answer: LayoutAnswer): LineageRoute | undefined {
  const { lineage } = answer;
  if (lineage.next !== null || lineage.nodes.length >= route.limit) {
    const limit = LINEAGE_LIMITS.find((step) => step > route.limit);
    return limit === undefined ? undefined : { ...route, limit };
  }
  return route.depth === undefined ? undefined : { ...route, depth: route.depth + 1 };
}

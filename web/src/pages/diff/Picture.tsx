import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { queries } from "../../api/queries";
import type { Change, DiffAnswer, LayoutAnswer, Urn } from "../../api/types";
import { LineageCanvas } from "../../lineage/LineageCanvas";
import { Scene } from "../../lineage/scene";
import { Link } from "../../router/Link";
import { navigate } from "../../router/history";
import { lineageOf } from "../../router/route";
import { Section } from "../../ui/Section";
import { Answered } from "../../ui/States";
import { fieldOf, isMaterial, isNamed, type RootChange } from "../../words/changes";
import { count } from "../../words/format";
import { kindOf } from "../../words/urn";
import type { Names } from "./names";

/** Where the picture is on the page. */
export const PICTURE = "diff-picture";

/** Nodes drawn: the paths are what it is about, the rest says where they run. */
const NODES_DRAWN = 300;

interface PictureProps {
  readonly answer: DiffAnswer;
  readonly names: Names;
  readonly roots: readonly RootChange[];
  /** The change whose path is brought out. */
  readonly active: Change | undefined;
  readonly onChoose: (rank: number) => void;
}

/** The lineage of the later side, or of the earlier where the path is only there, with the path of a change. */
export function Picture({ answer, names, roots, active, onChoose }: PictureProps) {
  const later = useQuery(
    queries.layout({ of: answer.to.urn, as_of: answer.to.as_of ?? undefined, limit: NODES_DRAWN }),
  );
  const isLater = later.data === undefined || active === undefined || leadsTo(active.path, later.data);
  const earlier = useQuery({
    ...queries.layout({ of: answer.from.urn, as_of: answer.from.as_of ?? undefined, limit: NODES_DRAWN }),
    enabled: !isLater,
  });
  const isEarlier =
    !isLater && active !== undefined && earlier.data !== undefined && leadsTo(active.path, earlier.data);
  const side = isEarlier ? answer.from : answer.to;
  return (
    <Section
      title="Path"
      aside={active === undefined ? undefined : `of change ${active.rank}`}
      actions={
        <Link className="small" to={{ ...lineageOf(side.urn), asOf: side.as_of ?? undefined }}>
          Open the lineage
        </Link>
      }
    >
      <p className="small quiet picture-words" role="status">
        {active === undefined ? "No change to show the path of." : wayOf(active, names)}
        {isEarlier && ` Drawn as it was: it is no part of ${names.name(answer.to.urn)}.`}
      </p>
      <Answered query={isEarlier ? earlier : later} what="the picture">
        {(layout) => <Drawn layout={layout} roots={roots} active={active} onChoose={onChoose} />}
      </Answered>
    </Section>
  );
}

interface DrawnProps {
  readonly layout: LayoutAnswer;
  readonly roots: readonly RootChange[];
  readonly active: Change | undefined;
  readonly onChoose: (rank: number) => void;
}

function Drawn({ layout, roots, active, onChoose }: DrawnProps) {
  const scene = useMemo(() => new Scene(layout), [layout]);
  const [selected, select] = useState<Urn>();
  const numbers = useMemo(() => numbersOf(roots, scene), [roots, scene]);
  const path = active?.path;
  const marks = useMemo(() => ({ path: path ?? [], numbers }), [path, numbers]);
  const end = path?.findLast((urn) => scene.find(urn) !== undefined);
  const missing = (path ?? []).filter((urn) => kindOf(urn) !== "column" && scene.find(urn) === undefined);
  const chosen = (urn: Urn) => {
    const rank = numbers.get(urn);
    if (rank === undefined) {
      select(urn);
    } else {
      select(undefined);
      onChoose(rank);
    }
  };
  return (
    <>
      <div className="card diff-picture" id={PICTURE}>
        <LineageCanvas
          scene={scene}
          selected={selected ?? end}
          marks={marks}
          onSelect={chosen}
          onExpand={(urn) => navigate(lineageOf(urn))}
        />
      </div>
      {missing.length > 0 && (
        <p className="small quiet">{count(missing.length, "step")} of the path lie outside what is drawn.</p>
      )}
    </>
  );
}

/** Where each change is drawn: at its subject, or at the last node of its path that is. */
function numbersOf(roots: readonly RootChange[], scene: Scene): Map<Urn, number> {
  const numbers = new Map<Urn, number>();
  for (const { change } of roots) {
    if (!isMaterial(change)) continue;
    const at = change.path.findLast((urn) => scene.find(urn) !== undefined);
    if (at !== undefined && !numbers.has(at)) numbers.set(at, change.rank);
  }
  return numbers;
}

/** Whether a drawing has the end of a path; columns are not drawn, their dataset stands for them. */
function leadsTo(path: readonly Urn[], layout: LayoutAnswer): boolean {
  const end = path.findLast((urn) => kindOf(urn) !== "column");
  return end === undefined || layout.placed.some((placed) => placed.urn === end);
}

function wayOf(change: Change, names: Names): string {
  const what = fieldOf(change) + (isNamed(change.subject) ? ` of ${names.name(change.subject)}` : "");
  return `${change.rank}: ${what}, ${count(Math.max(0, change.path.length - 1), "step")} away.`;
}

import { useMemo, useState } from "react";
import type { DiffAnswer } from "../../api/types";
import { More } from "../../ui/More";
import { VerdictNote } from "../../ui/VerdictNote";
import { groupChanges, type RootChange } from "../../words/changes";
import { count } from "../../words/format";
import { ChangeCard } from "./ChangeCard";
import { Effects } from "./Effects";
import type { Names } from "./names";
import { Picture } from "./Picture";
import { Summary } from "./Summary";

interface ChangesProps {
  readonly pages: readonly DiffAnswer[];
  readonly names: Names;
  readonly query: Parameters<typeof More>[0]["query"];
  /** Whether the answer is of the question before, while the next is on its way. */
  readonly stale: boolean;
}

/** The answer: how much changed, each change by rank, and beside them the effects and the ways. */
export function Changes({ pages, names, query, stale }: ChangesProps) {
  const [first] = pages;
  const grouped = useMemo(() => groupChanges(pages.flatMap((page) => page.changes)), [pages]);
  const [chosen, choose] = useState<number>();
  const [passed, pass] = useState<number>();
  const roots = [...grouped.material, ...grouped.incidental];
  const all = roots.flatMap((root) => [root.change, ...root.following]);
  const find = (rank: number | undefined) => all.find((change) => change.rank === rank);
  const active = find(passed) ?? find(chosen) ?? grouped.material[0]?.change;
  if (first === undefined) return null;

  const cards = (list: readonly RootChange[]) => (
    <ol className="changes">
      {list.map((root, index) => (
        <ChangeCard
          key={root.change.rank}
          root={root}
          names={names}
          active={active?.rank}
          open={index === 0}
          onChoose={choose}
          onPass={pass}
        />
      ))}
    </ol>
  );
  return (
    <div className={stale ? "diff stale" : "diff"} aria-busy={stale}>
      <Summary answer={first} />
      <VerdictNote
        verdict={first.verdict}
        subject="comparison"
        complete="Both sides are recorded without a gap: what is not listed did not change."
      />
      <div className="diff-view">
        <div className="diff-changes">
          {grouped.material.length > 0 && (
            <section aria-label="What can move a prediction">{cards(grouped.material)}</section>
          )}
          {grouped.incidental.length > 0 && (
            <details className="incidental">
              <summary>
                {count(grouped.incidental.length, "more difference")}{" "}
                <span className="quiet">incidental, or different each time</span>
              </summary>
              {cards(grouped.incidental)}
            </details>
          )}
          <More query={query} what="changes" />
        </div>
        <div className="diff-side">
          <Effects effects={first.effects} names={names} />
          {(grouped.material.length > 0 || chosen !== undefined) && (
            <Picture answer={first} names={names} roots={roots} active={active} onChoose={choose} />
          )}
        </div>
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import type { Verdict } from "../api/types";
import { count } from "../words/format";
import { Thing } from "./Thing";
import "./verdict.css";

interface VerdictNoteProps {
  readonly verdict: Verdict;
  /** What the verdict is about, as in "This … stops at a limit". */
  readonly subject: string;
  /** What it means here that nothing is missing. */
  readonly complete: string;
  /** What can be done about a cut or left-out part. */
  readonly actions?: ReactNode;
}

const TITLES: Readonly<Record<Verdict["state"], { title: string; tone: string; mark: string }>> = {
  complete: { title: "Complete", tone: "good", mark: "M2 6.5l3 3l5-7" },
  truncated: { title: "Cut short", tone: "warn", mark: "M6 1.5v5.5M6 9.8v.4" },
  unknown: { title: "The record has gaps", tone: "warn", mark: "M6 1.5v5.5M6 9.8v.4" },
};

/** Says how far an answer can be trusted to be whole, and what it lacks. */
export function VerdictNote({ verdict, subject, complete, actions }: VerdictNoteProps) {
  const { title, tone, mark } = TITLES[verdict.state];
  return (
    <div className={`verdict ${tone}`} role="note" data-verdict={verdict.state}>
      <p>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d={mark} />
        </svg>
        <strong>{title}.</strong> {sentence(verdict, subject, complete)}
        {verdict.excluded > 0 && ` ${count(verdict.excluded, "attempt")} left out: failed or aborted.`}
      </p>
      {actions !== undefined && <div className="verdict-actions">{actions}</div>}
      {verdict.gaps.count > 0 && (
        <details>
          <summary>{count(verdict.gaps.count, "gap")}</summary>
          <ul>
            {verdict.gaps.first.map((gap) => (
              <li key={`${gap.urn} ${gap.what}`}>
                <Thing urn={gap.urn} /> <span>{gap.what}</span>
              </li>
            ))}
          </ul>
          <Rest listed={verdict.gaps.first.length} all={verdict.gaps.count} />
        </details>
      )}
      {verdict.frontier.count > 0 && (
        <details>
          <summary>{count(verdict.frontier.count, "node")} not followed further</summary>
          <ul>
            {verdict.frontier.first.map((urn) => (
              <li key={urn}>
                <Thing urn={urn} />
              </li>
            ))}
          </ul>
          <Rest listed={verdict.frontier.first.length} all={verdict.frontier.count} />
        </details>
      )}
    </div>
  );
}

function Rest({ listed, all }: { readonly listed: number; readonly all: number }) {
  return listed < all ? <p className="small">…and {(all - listed).toLocaleString("en-US")} more.</p> : null;
}

function sentence(verdict: Verdict, subject: string, complete: string): string {
  switch (verdict.state) {
    case "complete":
      return complete;
    case "truncated":
      return `This ${subject} stops at a limit of the question${verdict.reason === null ? "" : `: ${verdict.reason}`}.`;
    case "unknown":
      return `Something that should be in this ${subject} was never recorded.`;
  }
}

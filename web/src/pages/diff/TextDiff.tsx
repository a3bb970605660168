import { useState } from "react";
import { count } from "../../words/format";
import type { DiffLine, Piece, Skipped } from "../../words/wordDiff";

/** Lines of a comparison before somebody asks for all. */
const LINES_AT_FIRST = 60;

const SIGNS = { both: "", before: "−", after: "+" } as const;

interface TextDiffProps {
  readonly lines: readonly (DiffLine | Skipped)[];
  /** What the texts are, such as SQL. */
  readonly label: string;
}

/** Two texts as one, line by line, with the words marked that differ. */
export function TextDiff({ lines, label }: TextDiffProps) {
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, LINES_AT_FIRST);
  return (
    <>
      <div className="text-diff" tabIndex={0} role="region" aria-label={`${label}, before and after`}>
        {shown.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </div>
      {shown.length < lines.length && (
        <button type="button" className="button small" onClick={() => setAll(true)}>
          Show all {count(lines.length, "line")}
        </button>
      )}
    </>
  );
}

function Line({ line }: { readonly line: DiffLine | Skipped }) {
  if (line.side === "skipped") return <div className="line skipped">{count(line.lines, "line")} alike</div>;
  const pieces = line.pieces.map((piece, index) => <Words key={index} piece={piece} />);
  return (
    <div className={`line ${line.side}`}>
      <span className="sign" aria-hidden="true">
        {SIGNS[line.side]}
      </span>
      {line.side === "before" && <del>{pieces}</del>}
      {line.side === "after" && <ins>{pieces}</ins>}
      {line.side === "both" && <span>{pieces}</span>}
    </div>
  );
}

function Words({ piece: { text, marked } }: { readonly piece: Piece }) {
  return marked ? <mark>{text}</mark> : <>{text}</>;
}

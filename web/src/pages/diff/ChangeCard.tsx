import { useId } from "react";
import type { Change } from "../../api/types";
import { Thing } from "../../ui/Thing";
import { fieldOf, isNamed, scoreOf, type RootChange } from "../../words/changes";
import { count } from "../../words/format";
import { BeforeAfter } from "./BeforeAfter";
import type { Names } from "./names";
import { PICTURE } from "./Picture";

/** More than so many changes that follow from one are folded, but below the first card. */
const FOLLOWING_OPEN = 3;

interface ChangeCardProps {
  readonly root: RootChange;
  readonly names: Names;
  /** Rank of the change whose path is drawn. */
  readonly active: number | undefined;
  /** Whether what follows from it is shown at once. */
  readonly open: boolean;
  /** Draws the path of a change until another is chosen. */
  readonly onChoose: (rank: number) => void;
  /** Draws the path of a change while the pointer is on it; undefined when it left. */
  readonly onPass: (rank: number | undefined) => void;
}

/** One change: what, why it matters, before and after, what follows from it, how it gets there. */
export function ChangeCard({ root, names, active, open, onChoose, onPass }: ChangeCardProps) {
  const { change, following } = root;
  const heading = useId();
  const lit = active === change.rank || following.some(({ rank }) => rank === active);
  return (
    <li>
      <article
        className={lit ? "card change lit" : "card change"}
        aria-labelledby={heading}
        data-rank={change.rank}
        onPointerEnter={(event) => event.pointerType === "mouse" && onPass(change.rank)}
        onPointerLeave={() => onPass(undefined)}
        onFocus={() => onChoose(change.rank)}
      >
        <header>
          <span className="rank" title={`Score ${change.score.toFixed(2)} of 1`}>
            <span className="hidden-visually">Rank </span>
            {change.rank}
          </span>
          <h3 id={heading}>
            <What change={change} names={names} />
          </h3>
          <span className="badge">{change.kind}</span>
        </header>
        <p className="why">{change.why}</p>
        <BeforeAfter change={change} />
        {following.length > 0 && (
          <details className="following" open={open || following.length <= FOLLOWING_OPEN}>
            <summary>{following.length === 1 ? "1 change follows" : `${following.length} changes follow`} from it</summary>
            <ul>
              {following.map((each) => (
                <Following key={each.rank} change={each} names={names} onPass={onPass} back={change.rank} />
              ))}
            </ul>
          </details>
        )}
        <footer>
          <Way change={change} names={names} />
          {change.path.length > 1 && (
            <button
              type="button"
              className="link small"
              aria-label={`Show the path of change ${change.rank}`}
              onClick={() => {
                onChoose(change.rank);
                document.getElementById(PICTURE)?.scrollIntoView({ block: "nearest" });
              }}
            >
              Show the path
            </button>
          )}
        </footer>
      </article>
    </li>
  );
}

function What({ change, names }: { readonly change: Change; readonly names: Names }) {
  const node = names.find(change.subject);
  return (
    <>
      <span className="what">{fieldOf(change)}</span>
      {isNamed(change.subject) && (
        <>
          {" "}
          <span className="quiet">of</span> <Thing urn={change.subject} {...(node && { node })} />
        </>
      )}
    </>
  );
}

interface FollowingProps {
  readonly change: Change;
  readonly names: Names;
  readonly onPass: (rank: number | undefined) => void;
  /** Rank of the card around it, which the pointer is on again when it leaves. */
  readonly back: number;
}

function Following({ change, names, onPass, back }: FollowingProps) {
  return (
    <li
      title={change.why}
      onPointerEnter={(event) => event.pointerType === "mouse" && onPass(change.rank)}
      onPointerLeave={(event) => event.pointerType === "mouse" && onPass(back)}
    >
      <span className="following-what">
        <What change={change} names={names} />
      </span>
      <BeforeAfter change={change} />
    </li>
  );
}

/** The path from what was asked about to the change, in words: what the picture draws; and its score. */
function Way({ change, names }: { readonly change: Change; readonly names: Names }) {
  const { path } = change;
  if (path.length < 2) return null;
  return (
    <details className="way small">
      <summary>{count(path.length - 1, "step")} from what was asked about</summary>
      <ol>
        {path.map((urn) => {
          const node = names.find(urn);
          return (
            <li key={urn}>
              <Thing urn={urn} {...(node && { node })} />
            </li>
          );
        })}
      </ol>
      <p className="quiet">Score {scoreOf(change)}</p>
    </details>
  );
}

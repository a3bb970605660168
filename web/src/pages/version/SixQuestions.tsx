import { Fragment } from "react";
import type { ExplainAnswer, ExplainItem, Urn } from "../../api/types";
import { LongText } from "../../ui/LongText";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { VerdictNote } from "../../ui/VerdictNote";
import { count, label } from "../../words/format";
import { shortName } from "../../words/urn";
import { QUESTIONS, STATES } from "./questions";
import "./questions.css";

const LINKS_AT_FIRST = 4;

/** Who, what, when, where, why and how: each answer with how it is known. */
export function SixQuestions({ answer }: { readonly answer: ExplainAnswer }) {
  return (
    <section aria-label="The six questions" className="section">
      <VerdictNote
        verdict={answer.verdict}
        subject="explanation"
        complete="The lineage behind this explanation has no gap; what nobody told is marked missing below."
      />
      <StateKey answer={answer} />
      <div className="questions card">
        {QUESTIONS.map((question) => (
          <section key={question} aria-labelledby={`question-${question}`}>
            <h2 id={`question-${question}`}>{label(question)}</h2>
            <ul>
              {answer[question].map((item, index) => (
                <Item
                  key={`${item.key} ${index}`}
                  item={item}
                  again={answer[question][index - 1]?.key === item.key}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}

interface ItemProps {
  readonly item: ExplainItem;
  /** Whether the item before has the same key: one label is enough for the eye. */
  readonly again: boolean;
}

function Item({ item, again }: ItemProps) {
  const missing = item.state === "missing" ? " missing" : "";
  return (
    <li className={`question-item${missing}${again ? " again" : ""}`} data-key={item.key}>
      <h3>
        <span className={again ? "hidden-visually" : undefined}>{label(item.key)}</span>
      </h3>
      <div className="question-text">
        {isJustAName(item) ? null : <LongText text={item.text} />}
        {item.urns.length > 0 && <Links urns={item.urns} />}
      </div>
      <div className="question-proof">
        <StateMark state={item.state} />
        {(item.at !== null || item.entries.length > 0) && (
          <span>
            {item.at !== null && <Time at={item.at} />}
            {item.at !== null && item.entries.length > 0 && " · "}
            {item.entries.length > 0 && <Entries entries={item.entries} />}
          </span>
        )}
      </div>
    </li>
  );
}

/** Whether the text says no more than the name of the one thing that is linked below it. */
function isJustAName({ text, urns }: ExplainItem): boolean {
  const [only] = urns;
  return urns.length === 1 && only !== undefined && text === shortName(only);
}

function Links({ urns }: { readonly urns: readonly Urn[] }) {
  const first = urns.slice(0, LINKS_AT_FIRST);
  const rest = urns.slice(LINKS_AT_FIRST);
  return (
    <>
      <ul className="question-links">
        {first.map((urn) => (
          <li key={urn}>
            <Thing urn={urn} />
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary className="small">{count(rest.length, "more", "more")}</summary>
          <ul className="question-links">
            {rest.map((urn) => (
              <li key={urn}>
                <Thing urn={urn} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Entries({ entries }: { readonly entries: readonly number[] }) {
  const [first] = entries;
  return (
    <span title={`Entries of the audit log: ${entries.join(", ")}`}>
      {entries.length === 1 ? `entry ${first}` : `entry ${first} and ${entries.length - 1} more`}
    </span>
  );
}

function StateMark({ state }: { readonly state: ExplainItem["state"] }) {
  const words = STATES[state];
  return (
    <span className={`state-mark ${state}`} title={words.meaning}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d={words.shape} />
      </svg>
      {state}
    </span>
  );
}

/** Counts the states, so that a reader sees at once how much rests on proof. */
function StateKey({ answer }: { readonly answer: ExplainAnswer }) {
  const items = QUESTIONS.flatMap((question) => answer[question]);
  return (
    <dl className="state-key small">
      {(Object.keys(STATES) as ExplainItem["state"][]).map((state) => (
        <Fragment key={state}>
          <div>
            <dt>
              <StateMark state={state} />
            </dt>
            <dd>
              <b>{items.filter((item) => item.state === state).length}</b>{" "}
              <span className="quiet">{STATES[state].meaning}</span>
            </dd>
          </div>
        </Fragment>
      ))}
    </dl>
  );
}

import type { DiffAnswer } from "../../api/types";

/** The answer in one sentence, as the server says it. */
export function Summary({ answer }: { readonly answer: DiffAnswer }) {
  return (
    <div className={answer.material ? "diff-summary" : "diff-summary nothing"} role="status">
      {!answer.material && (
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 6.5l3 3l5-7" />
        </svg>
      )}
      <p>{answer.summary}</p>
    </div>
  );
}

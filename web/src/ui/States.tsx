import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemError } from "../api/problem";
import { Link } from "../router/Link";

/** Says that something is on its way; shown only when it takes a moment. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="loading" role="status">
      Loading {what}…
    </p>
  );
}

/** Says in plain words that there is nothing, and what would change that. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="state">{children}</div>;
}

interface ProblemProps {
  readonly error: Error;
  readonly retry?: () => void;
}

/** Says why there is no answer, in the server's own sentence, and what may have been meant. */
export function ProblemNote({ error, retry }: ProblemProps) {
  const problem = error instanceof ProblemError ? error : undefined;
  return (
    <div className="state problem" role="alert">
      <h2>{problem?.title ?? "This page failed"}</h2>
      <p>{error.message}</p>
      {problem !== undefined && problem.candidates.length > 0 && (
        <>
          <p>Did you mean:</p>
          <ul>
            {problem.candidates.map((candidate) => (
              <li key={candidate}>
                <Link to={{ page: "reference", ref: candidate }}>{candidate}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {retry !== undefined && (problem === undefined || problem.passing) && (
        <button type="button" className="button small" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

interface AnsweredProps<T> {
  readonly query: UseQueryResult<T>;
  /** What is being loaded, to end the sentence "Loading …". */
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** Shows a question's answer, or that it is loading, or why there is none. */
export function Answered<T>({ query, what, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) {
    return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  }
  return <Loading what={what} />;
}

const MARKS = {
  complete: { tone: "good", path: "M2 6.5l3 3l5-7", words: "complete" },
  running: { tone: "accent", path: "M3 2l7 4l-7 4z", words: "running" },
  failed: { tone: "bad", path: "M2.5 2.5l7 7M9.5 2.5l-7 7", words: "failed" },
  aborted: { tone: "warn", path: "M3 3h6v6H3z", words: "aborted" },
} as const;

/** The state of a run, step or task by mark and word. */
export function Status({ status }: { readonly status: string | undefined }) {
  if (status === undefined) return <span className="quiet">unknown</span>;
  const mark = Object.hasOwn(MARKS, status) ? MARKS[status as keyof typeof MARKS] : undefined;
  if (mark === undefined) return <span className="badge">{status}</span>;
  return (
    <span className={`badge ${mark.tone}`}>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={mark.path} />
      </svg>
      {mark.words}
    </span>
  );
}

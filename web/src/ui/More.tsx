interface MoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  /** What comes, such as "runs". */
  readonly what: string;
}

/** Asks for the next page of a list; nothing on the last. */
export function More({ query, what }: MoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      className="button more"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {query.isFetchingNextPage ? "Loading…" : `Show more ${what}`}
    </button>
  );
}

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { NodeKind, SearchResult } from "../../api/types";
import { Link } from "../../router/Link";
import { KindMark, KindName } from "../../ui/KindMark";
import { Empty, Loading, ProblemNote } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Ago } from "../../ui/Time";
import { count, label } from "../../words/format";
import { KINDS } from "../../words/kinds";
import { groupByKind, looksLikeReference } from "./grouping";

interface ResultsProps {
  readonly q: string;
  readonly kind: NodeKind | undefined;
}

const OFFERED: readonly NodeKind[] = [
  "model",
  "model-version",
  "run",
  "dataset",
  "code",
  "agent",
  "note",
];

/** What a search found, by kind, with a reference's exact meaning first. */
export function Results({ q, kind }: ResultsProps) {
  const query = useInfiniteQuery(queries.search({ q, kind: kind && [kind], limit: 50 }));
  const results = query.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <>
      <nav className="kinds" aria-label="Kinds">
        <Link to={{ page: "home", q, kind: undefined }} aria-current={kind === undefined ? "true" : undefined}>
          Everything
        </Link>
        {OFFERED.map((offered) => (
          <Link
            key={offered}
            to={{ page: "home", q, kind: offered }}
            aria-current={kind === offered ? "true" : undefined}
          >
            <KindMark kind={offered} />
            {KINDS[offered].many}
          </Link>
        ))}
      </nav>
      {looksLikeReference(q) && <Exact reference={q} />}
      <p className="hidden-visually" role="status">
        {query.isFetching ? "Searching" : count(results.length, "result")}
      </p>
      {query.error !== null && results.length === 0 ? (
        <ProblemNote error={query.error} retry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Loading what="results" />
      ) : results.length === 0 ? (
        <Empty>
          <p>
            Nothing found for <strong>{q}</strong>
            {kind === undefined ? "." : ` among ${KINDS[kind].many}.`}
          </p>
          <p>Search looks at names, descriptions, tags and notes, and at parts of ids.</p>
        </Empty>
      ) : (
        <>
          {groupByKind(results).map((group) => (
            <section key={group.kind} className="result-group" aria-label={KINDS[group.kind].many}>
              <h2>
                <KindMark kind={group.kind} />
                {label(KINDS[group.kind].many)}
              </h2>
              <ul className="card">
                {group.results.map((result) => (
                  <Result key={result.urn} result={result} />
                ))}
              </ul>
            </section>
          ))}
          {query.hasNextPage && (
            <button
              type="button"
              className="button more"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more results
            </button>
          )}
        </>
      )}
    </>
  );
}

function Result({ result }: { readonly result: SearchResult }) {
  return (
    <li className="result" data-result>
      <Thing urn={result.urn} node={result} />
      <span className="quiet small">
        <Ago at={result.updated} />
      </span>
      {result.snippet !== null && <p className="small quiet">{result.snippet}</p>}
    </li>
  );
}

function Exact({ reference }: { readonly reference: string }) {
  const { data } = useQuery(queries.resolve(reference));
  if (data === undefined) return null;
  return (
    <section className="result-group" aria-label="Exactly this">
      <h2>Exactly this</h2>
      <div className="card result" data-result>
        <Thing urn={data.urn} node={data} />
        <KindName kind={data.kind} />
      </div>
    </section>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { SearchResult } from "../../api/types";
import type { BrowsedKind } from "../../router/route";
import { FilterField } from "../../ui/FilterField";
import { useTitle } from "../../ui/PageHead";
import { Empty, Loading, ProblemNote } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Time } from "../../ui/Time";
import { text } from "../../words/attributes";
import { count, label } from "../../words/format";
import { KINDS } from "../../words/kinds";
import { readFilter } from "../runs/filter";
import "../runs/runs.css";

interface BrowseProps {
  readonly kind: BrowsedKind;
  readonly filter: string;
}

/** The list of all models, or of all datasets. */
export function BrowsePage({ kind, filter }: BrowseProps) {
  const title = label(KINDS[kind].many);
  useTitle(title);
  const query = useInfiniteQuery(queries.search({ ...readFilter(filter), kind: [kind], limit: 100 }));
  const results = query.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <>
      <header className="head">
        <h1>{title}</h1>
      </header>
      <div className="list-tools">
        <FilterField
          label={`Filter ${KINDS[kind].many}`}
          placeholder="Name, description or tag text"
          value={filter}
          to={(typed) => ({ page: "browse", kind, filter: typed })}
        />
      </div>
      {query.error !== null && results.length === 0 ? (
        <ProblemNote error={query.error} retry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Loading what={KINDS[kind].many} />
      ) : results.length === 0 ? (
        <Empty>
          <p>
            {filter === ""
              ? `There are no ${KINDS[kind].many} yet.`
              : `None of the ${KINDS[kind].many} matches this filter.`}
          </p>
        </Empty>
      ) : (
        <>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{label(KINDS[kind].one)}</th>
                  <th scope="col">Description</th>
                  <th scope="col">Last heard of</th>
                </tr>
              </thead>
              <tbody>
                {results.map((result) => (
                  <tr key={result.urn}>
                    <th scope="row">
                      <Thing
                        urn={result.urn}
                        node={{
                          kind: result.kind,
                          name: result.name,
                          deleted: result.attributes["deleted"] === true,
                        }}
                      />
                    </th>
                    <td className="prose">
                      {descriptionOf(result) ?? <span className="quiet">none recorded</span>}
                    </td>
                    <td>
                      <Time at={result.updated} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="list-foot quiet small" role="status">
            {count(results.length, KINDS[kind].one, KINDS[kind].many)}
            {query.hasNextPage ? " shown, there are more." : ", which is all of them."}
          </p>
          {query.hasNextPage && (
            <button
              type="button"
              className="button"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more
            </button>
          )}
        </>
      )}
    </>
  );
}

/** What a thing is described as; else the source that its tool told, where that says more than its name. */
function descriptionOf({ name, attributes }: SearchResult): string | undefined {
  const source = text(attributes, "source");
  return text(attributes, "description") ?? (source === name ? undefined : source);
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { harvestQueries } from "../../api/harvests";
import { More } from "../../ui/More";
import { Loading, ProblemNote } from "../../ui/States";
import { Time } from "../../ui/Time";

/** What a harvest could not bring, each with its reason: all of it, a page at a time. */
export function HarvestErrors({ id }: { readonly id: number }) {
  const query = useInfiniteQuery(harvestQueries.errors(id));
  if (query.data === undefined) {
    return query.error === null ? (
      <Loading what="what could not be brought" />
    ) : (
      <ProblemNote error={query.error} retry={() => void query.refetch()} />
    );
  }
  return (
    <>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="What could not be brought">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Why</th>
              <th scope="col">Last met</th>
            </tr>
          </thead>
          <tbody>
            {query.data.pages
              .flatMap((page) => page.errors)
              .map((error) => (
                <tr key={error.what}>
                  <th scope="row" className="harvest-origin">
                    {error.what}
                  </th>
                  <td className="prose">{error.reason}</td>
                  <td>
                    <Time at={error.last} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <More query={query} what="of them" />
    </>
  );
}

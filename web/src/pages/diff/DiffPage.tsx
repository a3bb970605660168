import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queries } from "../../api/queries";
import type { DiffAnswer } from "../../api/types";
import type { DiffRoute } from "../../router/route";
import { useTitle } from "../../ui/PageHead";
import { Answered, Empty } from "../../ui/States";
import { dateTime } from "../../words/format";
import { Changes } from "./Changes";
import { Names } from "./names";
import { Picker } from "./Picker";
import "./diff.css";

/** What changed between two things, or in one thing between two times: ranked, with the path of each. */
export function DiffPage({ route }: { readonly route: DiffRoute }) {
  const isAsked = route.from !== "" && route.to !== "";
  const query = useInfiniteQuery({
    ...queries.diff({
      from: route.from,
      to: route.to,
      from_as_of: route.fromAsOf,
      to_as_of: route.toAsOf,
    }),
    enabled: isAsked,
  });
  const pages = isAsked ? query.data?.pages : undefined;
  const names = useMemo(() => new Names(pages ?? []), [pages]);
  const first = pages?.[0];
  const title = titleOf(route, first, names);
  useTitle(title);
  return (
    <>
      <header className="head diff-head">
        <h1>{title}</h1>
      </header>
      <Picker key={`${route.from} ${route.to} ${route.fromAsOf} ${route.toAsOf}`} route={route} />
      {isAsked ? (
        <Answered query={query} what="what changed">
          {(data) => (
            <Changes pages={data.pages} names={names} query={query} stale={query.isPlaceholderData} />
          )}
        </Answered>
      ) : (
        <Empty>
          <p>Choose two runs, models or versions of data to compare, or one thing at two times.</p>
        </Empty>
      )}
    </>
  );
}

function titleOf(route: DiffRoute, answer: DiffAnswer | undefined, names: Names): string {
  if (route.from === "" || route.to === "") return "What changed?";
  const from = answer === undefined ? names.name(route.from) : names.name(answer.from.urn);
  const to = answer === undefined ? names.name(route.to) : names.name(answer.to.urn);
  const since = route.fromAsOf === undefined ? undefined : momentOf(route.fromAsOf);
  const until = route.toAsOf === undefined ? "now" : momentOf(route.toAsOf);
  if (from === to) return `What changed in ${to}${since === undefined ? "" : ` between ${since} and ${until}`}`;
  return `What changed from ${from} to ${to}`;
}

function momentOf(moment: string): string {
  return moment.length === 10 || Number.isNaN(Date.parse(moment)) ? moment : dateTime(moment);
}

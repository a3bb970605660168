import { useInfiniteQuery } from "@tanstack/react-query";
import { harvestQueries } from "../../api/harvests";
import { More } from "../../ui/More";
import { useTitle } from "../../ui/PageHead";
import { Empty, Loading, ProblemNote } from "../../ui/States";
import { HarvestCard } from "./HarvestCard";
import "./harvests.css";

/** How each harvest of another tool goes: state, position, counts, and what could not be brought. */
export function HarvestsPage() {
  useTitle("Harvests");
  const query = useInfiniteQuery(harvestQueries.list());
  const harvests = query.data?.pages.flatMap((page) => page.harvests) ?? [];
  return (
    <>
      <header className="head">
        <h1>Harvests</h1>
        <p className="quiet">What was brought over from other tools, and what could not be.</p>
      </header>
      {query.error !== null && harvests.length === 0 ? (
        <ProblemNote error={query.error} retry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <Loading what="harvests" />
      ) : harvests.length === 0 ? (
        <Empty>
          <p>
            Nothing was harvested yet. <code>clew harvest mlflow http://mlflow:5000</code> brings over
            an MLflow that is in use.
          </p>
        </Empty>
      ) : (
        <>
          {harvests.map((harvest) => (
            <HarvestCard key={harvest.id} harvest={harvest} />
          ))}
          <More query={query} what="harvests" />
        </>
      )}
    </>
  );
}

import { lazy, Suspense } from "react";
import type { Route } from "../router/route";
import { Loading } from "../ui/States";
import { BrowsePage } from "./browse/BrowsePage";
import { HomePage } from "./home/HomePage";
import { LostPage } from "./LostPage";
import { NodePages } from "./NodePages";
import { ReferencePage } from "./ReferencePage";
import { RunsPage } from "./runs/RunsPage";

const LineagePage = lazy(() =>
  import("./lineage/LineagePage").then((module) => ({ default: module.LineagePage })),
);
const HarvestsPage = lazy(() =>
  import("./harvests/HarvestsPage").then((module) => ({ default: module.HarvestsPage })),
);
const DiffPage = lazy(() => import("./diff/DiffPage").then((module) => ({ default: module.DiffPage })));

/** Shows the page that an address asks for. */
export function PageOf({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "home":
      return <HomePage q={route.q} kind={route.kind} />;
    case "runs":
      return <RunsPage filter={route.filter} />;
    case "browse":
      return <BrowsePage kind={route.kind} filter={route.filter} />;
    case "lineage":
      return (
        <Suspense fallback={<Loading what="the lineage page" />}>
          <LineagePage route={route} />
        </Suspense>
      );
    case "diff":
      return (
        <Suspense fallback={<Loading what="the page of changes" />}>
          <DiffPage route={route} />
        </Suspense>
      );
    case "harvests":
      return (
        <Suspense fallback={<Loading what="harvests" />}>
          <HarvestsPage />
        </Suspense>
      );
    case "node":
      return <NodePages urn={route.urn} />;
    case "reference":
      return <ReferencePage reference={route.ref} />;
    case "lost":
      return <LostPage path={route.path} />;
  }
}

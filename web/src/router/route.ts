import type { Direction, NodeKind, Urn } from "../api/types";
import { isNodeKind } from "../words/kinds";
import { parseUrn } from "../words/urn";

/** What the lineage page asks; what is undefined has the page's default. */
export interface LineageRoute {
  readonly page: "lineage";
  readonly of: string;
  readonly direction: Direction;
  readonly depth: number | undefined;
  readonly failed: boolean;
  readonly columns: boolean;
  readonly asOf: string | undefined;
  readonly limit: number;
}

/** What the page of changes compares; a side that is empty is still to be chosen. */
export interface DiffRoute {
  readonly page: "diff";
  readonly from: string;
  readonly to: string;
  readonly fromAsOf: string | undefined;
  readonly toAsOf: string | undefined;
}

/** The pages there are, each with all that its address says. */
export type Route =
  | { readonly page: "home"; readonly q: string; readonly kind: NodeKind | undefined }
  | { readonly page: "runs"; readonly filter: string }
  | { readonly page: "harvests" }
  | { readonly page: "browse"; readonly kind: BrowsedKind; readonly filter: string }
  | LineageRoute
  | DiffRoute
  | { readonly page: "node"; readonly urn: Urn }
  | { readonly page: "reference"; readonly ref: string }
  | { readonly page: "lost"; readonly path: string };

/** Kinds with a list page of their own, by the word in its address. */
const BROWSED = { models: "model", datasets: "dataset", jobs: "job" } as const;
export type BrowsedKind = (typeof BROWSED)[keyof typeof BROWSED];

/** Nodes on a lineage page before somebody asks for more, and the steps that more takes. */
export const LINEAGE_LIMITS = [300, 1_000, 3_000, 10_000] as const;

/** Reads an address: `/run/mlflow/6f0c` shows `urn:clew:run:mlflow/6f0c`, and so on by kind. */
export function parseRoute(pathname: string, search: string): Route {
  const query = new URLSearchParams(search);
  const path = pathname.length > 1 && pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
  const [first = "", ...rest] = path.slice(1).split("/");
  if (rest.length === 0) {
    if (first === "") return home(query);
    if (first === "runs") return { page: "runs", filter: query.get("q") ?? "" };
    if (first === "harvests") return { page: "harvests" };
    if (first === "models" || first === "datasets" || first === "jobs") {
      return { page: "browse", kind: BROWSED[first], filter: query.get("q") ?? "" };
    }
    const of = query.get("of");
    if (first === "lineage" && of !== null && of !== "") return lineage(of, query);
    if (first === "diff") {
      return diffOf(query.get("from") ?? "", query.get("to") ?? "", {
        fromAsOf: query.get("from_as_of") ?? undefined,
        toAsOf: query.get("to_as_of") ?? undefined,
      });
    }
  } else if (first === "node") {
    return reference(rest.join("/"), path);
  } else if (isNodeKind(first)) {
    const urn = `urn:clew:${first}:${rest.join("/")}`;
    if (parseUrn(urn) !== undefined) return { page: "node", urn };
  }
  return { page: "lost", path };
}

function home(query: URLSearchParams): Route {
  const kind = query.get("kind");
  return {
    page: "home",
    q: query.get("q") ?? "",
    kind: kind !== null && isNodeKind(kind) ? kind : undefined,
  };
}

function reference(encoded: string, path: string): Route {
  try {
    const ref = decodeURIComponent(encoded);
    return parseUrn(ref) === undefined ? { page: "reference", ref } : { page: "node", urn: ref };
  } catch {
    return { page: "lost", path };
  }
}

function lineage(of: string, query: URLSearchParams): LineageRoute {
  const direction = query.get("direction");
  const limit = Number(query.get("limit"));
  return {
    page: "lineage",
    of,
    direction: direction === "downstream" || direction === "both" ? direction : "upstream",
    depth: wholeNumber(query.get("depth")),
    failed: query.get("failed") === "true",
    columns: query.get("level") === "column",
    asOf: query.get("as_of") ?? undefined,
    limit: Number.isInteger(limit) && limit >= 1 && limit <= 10_000 ? limit : LINEAGE_LIMITS[0],
  };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** Writes the address of a page. */
export function formatRoute(route: Route): string {
  switch (route.page) {
    case "home":
      return `/${queryOf({ q: route.q, kind: route.kind })}`;
    case "runs":
      return `/runs${queryOf({ q: route.filter })}`;
    case "harvests":
      return "/harvests";
    case "browse":
      return `/${route.kind}s${queryOf({ q: route.filter })}`;
    case "lineage":
      return `/lineage${queryOf({
        of: route.of,
        direction: route.direction === "upstream" ? undefined : route.direction,
        depth: route.depth?.toString(),
        failed: route.failed ? "true" : undefined,
        level: route.columns ? "column" : undefined,
        as_of: route.asOf,
        limit: route.limit === LINEAGE_LIMITS[0] ? undefined : route.limit.toString(),
      })}`;
    case "diff":
      return `/diff${queryOf({
        from: route.from,
        to: route.to,
        from_as_of: route.fromAsOf,
        to_as_of: route.toAsOf,
      })}`;
    case "node": {
      const parts = parseUrn(route.urn);
      // A browser would resolve a segment that is a dot or two, and another node's page would show.
      if (parts === undefined || parts.segments.some((segment) => /^\.{0,2}$/.test(segment))) {
        return `/node/${encodeURIComponent(route.urn)}`;
      }
      return `/${parts.kind}/${route.urn.slice(`urn:clew:${parts.kind}:`.length)}`;
    }
    case "reference":
      return `/node/${encodeURIComponent(route.ref)}`;
    case "lost":
      return route.path;
  }
}

function queryOf(values: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") search.append(name, value);
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

/** The lineage page of a node with nothing special asked. */
export function lineageOf(of: string, direction: Direction = "upstream"): LineageRoute {
  return {
    page: "lineage",
    of,
    direction,
    depth: undefined,
    failed: false,
    columns: parseUrn(of)?.kind === "column",
    asOf: undefined,
    limit: LINEAGE_LIMITS[0],
  };
}

/** The page of what changed between two things, or in one of them between two times. */
export function diffOf(
  from: string,
  to: string,
  times: Partial<Pick<DiffRoute, "fromAsOf" | "toAsOf">> = {},
): DiffRoute {
  return { page: "diff", from, to, fromAsOf: times.fromAsOf, toAsOf: times.toAsOf };
}

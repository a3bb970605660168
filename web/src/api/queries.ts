import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { get, type Query } from "./client";
import type { NodeKind, Urn } from "./types";

/** Every question that the pages ask, each with the key it is cached under. */
export const queries = {
  server: () =>
    queryOptions({
      queryKey: ["server"],
      queryFn: ({ signal }) => get("/server", undefined, signal),
      staleTime: Infinity,
    }),

  resolve: (ref: string) =>
    queryOptions({
      queryKey: ["resolve", ref],
      queryFn: ({ signal }) => get("/resolve", { ref }, signal),
      retry: false,
    }),

  node: (urn: Urn) =>
    queryOptions({
      queryKey: ["node", urn],
      queryFn: ({ signal }) => get("/node", { ref: urn }, signal),
    }),

  search: (query: Omit<NonNullable<Query<"/search">>, "cursor">) =>
    infiniteQueryOptions({
      queryKey: ["search", query],
      queryFn: ({ signal, pageParam }) =>
        get("/search", { ...query, cursor: pageParam ?? undefined }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),

  newest: (kind: NodeKind, limit: number) =>
    queryOptions({
      queryKey: ["search", "newest", kind, limit],
      queryFn: ({ signal }) => get("/search", { kind: [kind], limit }, signal),
    }),

  /** What is one edge away from a node, attempts included. */
  around: (urn: Urn) =>
    queryOptions({
      queryKey: ["lineage", "around", urn],
      queryFn: ({ signal }) =>
        get("/lineage", { of: urn, direction: "both", depth: 1, failed: true, limit: 2000 }, signal),
    }),

  /** Runs of a job, or within a run, newest first. */
  runs: (of: Urn, limit = 50) =>
    infiniteQueryOptions({
      queryKey: ["runs", of, limit],
      queryFn: ({ signal, pageParam }) =>
        get("/runs", { of, limit, cursor: pageParam ?? undefined }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),

  /** Versions of a dataset, newest first. */
  versions: (of: Urn, limit = 20) =>
    infiniteQueryOptions({
      queryKey: ["versions", of, limit],
      queryFn: ({ signal, pageParam }) =>
        get("/versions", { of, limit, cursor: pageParam ?? undefined }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),

  /** What went wrong upstream of a thing. */
  warnings: (of: Urn) =>
    infiniteQueryOptions({
      queryKey: ["warnings", of],
      queryFn: ({ signal, pageParam }) =>
        get("/warnings", { of, limit: 20, cursor: pageParam ?? undefined }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),

  /** The columns of a dataset and those one step away from them. */
  columns: (of: Urn) =>
    infiniteQueryOptions({
      queryKey: ["lineage", "columns", of],
      queryFn: ({ signal, pageParam }) =>
        get(
          "/lineage",
          {
            of,
            direction: "both",
            depth: 1,
            level: "column",
            kind: ["column"],
            edge: ["derived-from", "part-of", "version-of"],
            limit: 1000,
            cursor: pageParam ?? undefined,
          },
          signal,
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),

  /** All that a column came from, or all that came of it. */
  columnLineage: (of: Urn, direction: "upstream" | "downstream") =>
    infiniteQueryOptions({
      queryKey: ["lineage", "column", of, direction],
      queryFn: ({ signal, pageParam }) =>
        get(
          "/lineage",
          { of, direction, level: "column", limit: 200, cursor: pageParam ?? undefined },
          signal,
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),

  /** What changed, with the whole texts of what can be compared word by word. */
  diff: (query: Omit<NonNullable<Query<"/diff">>, "cursor" | "detail">) =>
    infiniteQueryOptions({
      queryKey: ["diff", query],
      queryFn: ({ signal, pageParam }) =>
        get("/diff", { ...query, detail: "full", limit: 100, cursor: pageParam ?? undefined }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
      retry: false,
    }),

  explain: (urn: Urn) =>
    queryOptions({
      queryKey: ["explain", urn],
      queryFn: ({ signal }) => get("/explain", { ref: urn }, signal),
    }),

  layout: (query: NonNullable<Query<"/layout">>) =>
    queryOptions({
      queryKey: ["layout", query],
      queryFn: ({ signal }) => get("/layout", query, signal),
      placeholderData: keepPreviousData,
    }),

  metrics: (urn: Urn) =>
    infiniteQueryOptions({
      queryKey: ["metrics", urn],
      queryFn: ({ signal, pageParam }) =>
        get("/metrics", { of: urn, cursor: pageParam ?? undefined }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),

  metricHistory: (urn: Urn, key: string) =>
    queryOptions({
      queryKey: ["metrics", urn, key],
      queryFn: ({ signal }) => get("/metrics/history", { of: urn, key, limit: 25_000 }, signal),
    }),
};

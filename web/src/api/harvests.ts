import { infiniteQueryOptions } from "@tanstack/react-query";
import { ask } from "./client";

/** How one harvest goes, as `/api/v1/harvests` answers. */
export interface Harvest {
  readonly id: number;
  readonly kind: string;
  readonly origin: string;
  readonly state: "running" | "complete" | "stopped" | "failed";
  readonly reason: string | null;
  readonly position: string;
  readonly started: string;
  readonly heard: string;
  readonly ended: string | null;
  readonly completed: string | null;
  readonly expected: number | null;
  readonly brought: number;
  readonly refused: number;
  readonly broughtEver: number;
  readonly errors: number;
}

/** One thing that a harvest could not bring. */
export interface HarvestError {
  readonly what: string;
  readonly reason: string;
  readonly first: string;
  readonly last: string;
  readonly times: number;
}

interface HarvestPage {
  readonly harvests: readonly Harvest[];
  readonly next: string | null;
}

interface ErrorPage {
  readonly errors: readonly HarvestError[];
  readonly next: string | null;
}

/** A harvester that has said nothing for so long was most likely killed. */
const SILENCE_MS = 60_000;

/** Says whether a harvest runs, as far as is known. */
export function isAlive(harvest: Harvest, now: number = Date.now()): boolean {
  return harvest.state === "running" && now - new Date(harvest.heard).getTime() < SILENCE_MS;
}

export const harvestQueries = {
  list: () =>
    infiniteQueryOptions({
      queryKey: ["harvests"],
      queryFn: ({ signal, pageParam }) =>
        ask<HarvestPage>("/harvests", { cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      refetchInterval: 5_000,
    }),

  errors: (id: number) =>
    infiniteQueryOptions({
      queryKey: ["harvests", id, "errors"],
      queryFn: ({ signal, pageParam }) =>
        ask<ErrorPage>(`/harvests/${id}/errors`, { cursor: pageParam }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
};

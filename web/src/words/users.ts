import type { Edge, LineageAnswer, Urn } from "../api/types";
import { kindOf } from "./urn";

/** A job, or what has none, that wrote or read a dataset. */
export interface User {
  readonly urn: Urn;
  /** How many runs of it did so, in the answer. */
  readonly runs: number;
  /** The newest run that did; undefined when the job itself is said to. */
  readonly newest: Urn | undefined;
  readonly at: string;
}

const RUNS: ReadonlySet<string> = new Set(["run", "step", "task"]);

/** Lists the jobs whose runs made or used a dataset or a version of it, the newest first. */
export function usersOf(of: Urn, answer: LineageAnswer, how: "generated-by" | "used"): User[] {
  const data = new Set([
    of,
    ...answer.edges.filter((e) => e.kind === "version-of" && e.to === of).map((e) => e.from),
  ]);
  const jobs = new Map<Urn, Urn>();
  for (const edge of answer.edges) {
    if (edge.kind === "part-of" && kindOf(edge.to) === "job" && RUNS.has(kindOf(edge.from))) {
      jobs.set(edge.from, edge.to);
    }
  }
  const users = new Map<Urn, { runs: Set<Urn>; newest: Urn | undefined; at: string }>();
  for (const edge of answer.edges) {
    const user = userOf(edge, how, data);
    if (user === undefined) continue;
    const job = jobs.get(user) ?? user;
    const known = users.get(job) ?? { runs: new Set<Urn>(), newest: undefined, at: "" };
    if (job !== user) {
      known.runs.add(user);
      if (edge.at >= known.at) known.newest = user;
    }
    if (edge.at >= known.at) known.at = edge.at;
    users.set(job, known);
  }
  return [...users]
    .map(([urn, { runs, newest, at }]) => ({ urn, runs: runs.size, newest, at }))
    .sort((a, b) => b.at.localeCompare(a.at));
}

function userOf(edge: Edge, how: "generated-by" | "used", data: ReadonlySet<Urn>): Urn | undefined {
  if (edge.kind !== how) return undefined;
  const [thing, user] = how === "used" ? [edge.to, edge.from] : [edge.from, edge.to];
  return data.has(thing) ? user : undefined;
}

import type { HistoryEntry } from "../api/types";

/** What tells something from its first value on; all else only when it has changed. */
const TELLING = ["alias.", "version", "stage", "status", "deleted"];

/** Leaves out what was said once and never changed, such as a name, and stages that mean none. */
export function changesOf(history: readonly HistoryEntry[]): HistoryEntry[] {
  const times = new Map<string, number>();
  for (const { key } of history) times.set(key, (times.get(key) ?? 0) + 1);
  return history.filter(({ key, value, to }) => {
    if ((times.get(key) ?? 0) > 1 || to !== null) return true;
    if (key === "stage" && value === "None") return false;
    return TELLING.some((telling) => (telling.endsWith(".") ? key.startsWith(telling) : key === telling));
  });
}

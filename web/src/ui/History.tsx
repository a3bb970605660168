import { useState } from "react";
import type { HistoryEntry } from "../api/types";
import { changesOf } from "../words/history";
import { Section } from "./Section";
import { Thing } from "./Thing";
import { Time } from "./Time";
import { Value } from "./Value";

const SHOWN_AT_FIRST = 12;

interface HistoryProps {
  readonly history: readonly HistoryEntry[];
  /** How many older entries the server left out. */
  readonly omitted: number;
}

/** What changed about a node: which value held from when to when, and who said so. */
export function History({ history, omitted }: HistoryProps) {
  const [all, setAll] = useState(false);
  if (history.length === 0) return null;
  const changes = changesOf(history);
  const shown = all ? history : (changes.length > 0 ? changes : history).slice(0, SHOWN_AT_FIRST);
  const more = history.length - shown.length;
  return (
    <Section title="History" aside={history.length + omitted}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="History">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Value</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">By</th>
              <th scope="col" className="number">
                Entry
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <Row key={`${entry.key} ${entry.from} ${entry.entry}`} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && (
        <button type="button" className="button more" onClick={() => setAll(true)}>
          Show all {history.length}, also what never changed
        </button>
      )}
      {omitted > 0 && (
        <p className="quiet small more">{omitted.toLocaleString("en-US")} older entries are not shown.</p>
      )}
    </Section>
  );
}

function Row({ entry }: { readonly entry: HistoryEntry }) {
  return (
    <tr>
      <td>{entry.key}</td>
      <td>
        <Value value={entry.value} />
      </td>
      <td>
        <Time at={entry.from} />
      </td>
      <td>{entry.to === null ? <span className="quiet">now</span> : <Time at={entry.to} />}</td>
      <td>
        <Thing urn={entry.by} />
      </td>
      <td className="number">{entry.entry}</td>
    </tr>
  );
}

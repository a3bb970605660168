import { useState } from "react";
import type { HistoryEntry } from "../api/types";
import { Section } from "./Section";
import { Thing } from "./Thing";
import { Time } from "./Time";
import { Value } from "./Value";

const SHOWN_AT_FIRST = 12;

/** What changed about a node: which value held from when to when, and who said so. */
export function History({ history }: { readonly history: readonly HistoryEntry[] }) {
  const [all, setAll] = useState(false);
  if (history.length === 0) return null;
  const shown = all ? history : history.slice(0, SHOWN_AT_FIRST);
  return (
    <Section title="History" aside={history.length}>
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
              <tr key={`${entry.key} ${entry.from} ${entry.entry}`}>
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
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < history.length && (
        <button type="button" className="button more" onClick={() => setAll(true)}>
          Show all {history.length}
        </button>
      )}
    </Section>
  );
}

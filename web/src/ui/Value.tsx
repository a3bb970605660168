import type { AttributeValue, Urn } from "../api/types";
import { inline, type Entry } from "../words/attributes";
import { bytes, isInstant, number } from "../words/format";
import { parseUrn } from "../words/urn";
import { Thing } from "./Thing";
import { Time } from "./Time";

const LONG = 240;
const SHOWN_ENTRIES = 20;

/** An attribute's value, shown by what it is: an instant, a link, a number, a table, a long text. */
export function Value({ value }: { readonly value: AttributeValue }) {
  if (value === null) return <span className="quiet">none</span>;
  if (typeof value === "number") return <span className="time">{number(value)}</span>;
  if (typeof value === "boolean") return <>{value ? "yes" : "no"}</>;
  if (typeof value === "string") return <TextValue text={value} />;
  if (Array.isArray(value)) return <ListValue items={value as AttributeValue[]} />;
  return <MapValue map={value} />;
}

function TextValue({ text }: { readonly text: string }) {
  if (text === "") return <span className="quiet">empty</span>;
  if (isInstant(text)) return <Time at={text} />;
  if (parseUrn(text) !== undefined) return <Thing urn={text as Urn} />;
  if (text.length > LONG || text.includes("\n")) {
    return (
      <pre className="long-text" tabIndex={0}>
        {indented(text)}
      </pre>
    );
  }
  return <>{text}</>;
}

/** Lays out a JSON text over lines, since tools send signatures and profiles on one. */
function indented(text: string): string {
  if (!text.startsWith("{") && !text.startsWith("[")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function ListValue({ items }: { readonly items: readonly AttributeValue[] }) {
  if (items.length === 0) return <span className="quiet">empty</span>;
  const rows = items.filter(isMap);
  if (rows.length !== items.length) return <>{items.map(inline).join(", ")}</>;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>{inline(row[column] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MapValue({ map }: { readonly map: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(map).map(([key, value]) => ({
    key,
    value: value as AttributeValue,
  }));
  if (entries.length === 0) return <span className="quiet">empty</span>;
  return (
    <details open={entries.length <= SHOWN_ENTRIES}>
      <summary>
        {entries.length === 1 ? "1 entry" : `${entries.length} entries`}
      </summary>
      <Pairs entries={entries} />
    </details>
  );
}

function isMap(value: AttributeValue): value is Record<string, AttributeValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names and values below one another. */
export function Pairs({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <dl className="pairs">
      {entries.map((entry) => (
        <div key={entry.key}>
          <dt>{entry.key}</dt>
          <dd>
            {entry.key.endsWith("-bytes") && typeof entry.value === "number" ? (
              bytes(entry.value)
            ) : (
              <Value value={entry.value} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

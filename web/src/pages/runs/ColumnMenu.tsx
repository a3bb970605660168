import type { Column } from "./columns";

interface ColumnMenuProps {
  readonly columns: readonly Column[];
  readonly shown: ReadonlySet<string>;
  readonly onChange: (keys: readonly string[]) => void;
}

/** Chooses which metrics and parameters the run list shows. */
export function ColumnMenu({ columns, shown, onChange }: ColumnMenuProps) {
  const toggle = (key: string) => {
    const next = new Set(shown);
    if (!next.delete(key)) next.add(key);
    onChange([...next]);
  };
  const group = (family: Column["family"], title: string) => {
    const members = columns.filter((column) => column.family === family);
    if (members.length === 0) return null;
    return (
      <fieldset>
        <legend>{title}</legend>
        {members.map((column) => (
          <label key={column.key}>
            <input
              type="checkbox"
              checked={shown.has(column.key)}
              onChange={() => toggle(column.key)}
            />
            {column.name}
          </label>
        ))}
      </fieldset>
    );
  };
  return (
    <details className="column-menu">
      <summary className="button">Columns</summary>
      <div className="card">
        {group("metric", "Metrics")}
        {group("param", "Parameters")}
      </div>
    </details>
  );
}

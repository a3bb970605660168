import type { Node } from "../../api/types";
import { Section } from "../../ui/Section";
import { Time } from "../../ui/Time";
import { number } from "../../words/format";
import { qualityRows } from "../../words/quality";

interface QualityProps {
  readonly of: Node;
  readonly versions: readonly Node[];
}

/**
 * Figures and assertions side by side, a column for each version that has some, newest first; those
 * of the dataset itself where no version has any.
 */
export function Quality({ of, versions }: QualityProps) {
  const ofVersions = versions.filter(isMeasured);
  const measured = ofVersions.length > 0 ? ofVersions : isMeasured(of) ? [of] : [];
  const rows = qualityRows(measured);
  if (rows.length === 0) return null;
  return (
    <Section title="Quality" aside={ofVersions.length > 0 ? "by version, newest first" : "as told last"}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Quality">
        <table className="table quality-table">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              {measured.map((version) => (
                <th key={version.urn} scope="col" className="number">
                  {version.urn === of.urn ? (
                    "Value"
                  ) : version.created === null ? (
                    version.name
                  ) : (
                    <Time at={version.created} />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                {row.values.map((value, place) => (
                  <td key={measured[place]?.urn} className="number">
                    <Figure value={value} before={row.values[place + 1]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function isMeasured(node: Node): boolean {
  return Object.keys(node.attributes).some((key) => /^(quality|assertion)\./.test(key));
}

type Measured = number | string | boolean | undefined;

function Figure({ value, before }: { readonly value: Measured; readonly before: Measured }) {
  if (value === undefined) return <span className="quiet">–</span>;
  if (typeof value === "boolean") {
    return <span className={`badge ${value ? "good" : "bad"}`}>{value ? "passed" : "failed"}</span>;
  }
  const shown = typeof value === "number" ? number(value) : value;
  const times = typeof value === "number" && typeof before === "number" ? leap(value, before) : undefined;
  return (
    <>
      {times !== undefined && (
        <span className="badge warn" title="Against the version before.">
          {times}
        </span>
      )}{" "}
      {shown}
    </>
  );
}

/** Says how many times a figure grew or shrank, when that is at least twofold. */
function leap(value: number, before: number): string | undefined {
  if (value <= 0 || before <= 0) return undefined;
  const ratio = value / before;
  if (ratio >= 2) return `×${number(Number(ratio.toPrecision(2)))}`;
  return ratio <= 0.5 ? `÷${number(Number((1 / ratio).toPrecision(2)))}` : undefined;
}

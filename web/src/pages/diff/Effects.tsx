import type { Effect } from "../../api/types";
import { Section } from "../../ui/Section";
import { Thing } from "../../ui/Thing";
import { Value } from "../../ui/Value";
import { movedBy } from "../../words/changes";
import { groupBy } from "../../words/group";
import type { Names } from "./names";

interface EffectsProps {
  readonly effects: readonly Effect[];
  readonly names: Names;
}

/** The metrics that moved: what the changes may have led to. */
export function Effects({ effects, names }: EffectsProps) {
  if (effects.length === 0) return null;
  const bySubject = groupBy(effects, (effect) => effect.subject);
  return (
    <Section title="Effects" aside="metrics that moved">
      <div className="card effects">
        {[...bySubject].map(([subject, moved]) => {
          const node = names.find(subject);
          return (
            <table key={subject}>
              <caption className="small">
                <Thing urn={subject} {...(node && { node })} />
              </caption>
              <thead className="hidden-visually">
                <tr>
                  <th scope="col">Metric</th>
                  <th scope="col">Before</th>
                  <th scope="col">After</th>
                  <th scope="col">Moved by</th>
                </tr>
              </thead>
              <tbody>
                {moved.map(({ metric, dataset, before, after }) => (
                  <tr key={`${metric} ${dataset ?? ""}`}>
                    <th scope="row">
                      {metric}
                      {dataset && <span className="quiet"> on {names.name(dataset)}</span>}
                    </th>
                    <td className="number">
                      <Value value={before} />
                    </td>
                    <td className="number after">
                      <Value value={after} />
                    </td>
                    <td className="number moved">{movedBy(before, after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
    </Section>
  );
}

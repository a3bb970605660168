import type { AttributeMap } from "../api/types";
import { aliases, stage } from "../words/attributes";

interface VersionBadgesProps {
  readonly attributes: AttributeMap;
  /** What to say when a version has neither. */
  readonly none?: string;
}

/** The aliases and the stage that a model version holds now. */
export function VersionBadges({ attributes, none }: VersionBadgesProps) {
  const names = aliases(attributes);
  const inStage = stage(attributes);
  if (names.length === 0 && inStage === undefined) {
    return none === undefined ? null : <span className="quiet">{none}</span>;
  }
  return (
    <span className="badges">
      {names.map((name) => (
        <span key={name} className="badge accent">
          @{name}
        </span>
      ))}
      {inStage !== undefined && <span className="badge">stage {inStage}</span>}
    </span>
  );
}

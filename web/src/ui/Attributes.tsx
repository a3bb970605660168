import type { AttributeMap } from "../api/types";
import { family, others } from "../words/attributes";
import { Section } from "./Section";
import { Pairs } from "./Value";

interface AttributesProps {
  readonly attributes: AttributeMap;
  /** Keys and prefixes (ending in a dot) that the page shows elsewhere. */
  readonly hidden: readonly string[];
}

/** Parameters, tags, and everything else that is recorded of a node. */
export function Attributes({ attributes, hidden }: AttributesProps) {
  const params = hidden.includes("param.") ? [] : family(attributes, "param.");
  const tags = family(attributes, "tag.");
  const rest = others(attributes, [...hidden, "param.", "tag."]);
  return (
    <>
      {params.length > 0 && (
        <Section title="Parameters" aside={params.length}>
          <div className="card">
            <Pairs entries={params} />
          </div>
        </Section>
      )}
      {rest.length > 0 && (
        <Section title="Also recorded">
          <div className="card">
            <Pairs entries={rest} />
          </div>
        </Section>
      )}
      {tags.length > 0 && (
        <Section title="Tags" aside={tags.length}>
          <div className="card">
            <Pairs entries={tags} />
          </div>
        </Section>
      )}
    </>
  );
}

import type { AttributeMap } from "../api/types";
import { text } from "../words/attributes";
import { Section } from "./Section";

/** The query or program of a job or run; nothing when none is recorded. */
export function Source({ attributes }: { readonly attributes: AttributeMap }) {
  const sql = text(attributes, "sql");
  const code = text(attributes, "source-code");
  return (
    <>
      {sql !== undefined && (
        <Section title="SQL" aside={text(attributes, "sql-dialect")}>
          <pre className="source" tabIndex={0} role="region" aria-label="SQL">
            {sql}
          </pre>
        </Section>
      )}
      {code !== undefined && (
        <Section title="Program" aside={text(attributes, "source-language")}>
          <pre className="source" tabIndex={0} role="region" aria-label="Program">
            {code}
          </pre>
        </Section>
      )}
    </>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { queries } from "../api/queries";
import type { Urn } from "../api/types";
import { count } from "../words/format";
import { More } from "./More";
import { Thing } from "./Thing";
import { Time } from "./Time";
import "./warnings.css";

/** What went wrong upstream of a thing, so that nobody trusts it unawares; nothing when all is well. */
export function Warnings({ urn }: { readonly urn: Urn }) {
  const query = useInfiniteQuery(queries.warnings(urn));
  const id = useId();
  const warnings = query.data?.pages.flatMap((page) => page.warnings) ?? [];
  if (warnings.length === 0) return null;
  return (
    <section className="warnings" aria-labelledby={id}>
      <h2 id={id}>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M6 1.5v5.5M6 9.8v.4" />
        </svg>
        {query.hasNextPage ? "Many things" : count(warnings.length, "thing")} went wrong upstream
      </h2>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.what} ${warning.subject.urn} ${warning.text}`}>
            <p>{warning.text}</p>
            <p className="small">
              <Thing urn={warning.subject.urn} node={warning.subject} />
              {warning.cause.urn !== warning.subject.urn && (
                <>
                  <span className="quiet">the run</span>
                  <Thing urn={warning.cause.urn} node={warning.cause} />
                </>
              )}
              <Time at={warning.at} />
            </p>
          </li>
        ))}
      </ul>
      <More query={query} what="of them" />
    </section>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { queries } from "../../api/queries";
import type { NodeKind } from "../../api/types";
import { useSlash } from "../../frame/SearchBox";
import { navigate } from "../../router/history";
import { Link } from "../../router/Link";
import { useTitle } from "../../ui/PageHead";
import { Section } from "../../ui/Section";
import { Answered, Empty } from "../../ui/States";
import { Thing } from "../../ui/Thing";
import { Ago } from "../../ui/Time";
import { aliases } from "../../words/attributes";
import { Results } from "./Results";
import "./home.css";

const TYPING_MILLIS = 200;

interface HomeProps {
  readonly q: string;
  readonly kind: NodeKind | undefined;
}

/** Home: one field that finds anything, and what is newest below it. */
export function HomePage({ q, kind }: HomeProps) {
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const page = useRef<HTMLDivElement>(null);
  useTitle(q === "" ? "" : `${q} · Search`);
  useSlash(field);

  const shown = useRef(q);
  useEffect(() => {
    if (q !== shown.current) setText(q);
    shown.current = q;
  }, [q]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === q) return;
    const timer = window.setTimeout(() => {
      shown.current = wanted;
      navigate({ page: "home", q: wanted, kind }, q === "" || wanted === "" ? "push" : "replace");
    }, TYPING_MILLIS);
    return () => window.clearTimeout(timer);
  }, [text, q, kind]);

  const move = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && event.key !== "Escape") return;
    const links = [...(page.current?.querySelectorAll<HTMLElement>("[data-result] a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape") {
      field.current?.focus();
      if (at < 0) setText("");
    } else if (event.key === "ArrowDown") {
      links[at + 1]?.focus();
    } else if (at === 0) {
      field.current?.focus();
    } else if (at > 0) {
      links[at - 1]?.focus();
    } else {
      return;
    }
    event.preventDefault();
  };
  const open = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    page.current?.querySelector<HTMLElement>("[data-result] a")?.click();
  };

  return (
    <div ref={page} onKeyDown={move} className={`home${q === "" ? " still" : ""}`}>
      <header className="home-head">
        <h1 className={q === "" ? "" : "hidden-visually"}>Where did this model come from?</h1>
        <div className="home-search" role="search">
          <input
            ref={field}
            type="search"
            className="field"
            aria-label="Search models, runs, data, code and people"
            aria-describedby="search-hint"
            placeholder="Model, run, dataset, commit, person…"
            value={text}
            maxLength={1000}
            autoFocus
            onChange={(event) => setText(event.target.value)}
            onKeyDown={open}
          />
          <p id="search-hint" className="small quiet">
            A name or a reference: <code>models:/fraud@production</code>,{" "}
            <code>s3://bank/transactions</code>, a run id, <code>git:9f3e…</code>
          </p>
        </div>
      </header>
      {q === "" ? <Newest /> : <Results q={q} kind={kind} />}
    </div>
  );
}

function Newest() {
  return (
    <div className="newest">
      <NewestOf kind="model-version" title="Model versions" all={{ page: "browse", kind: "model", filter: "" }} />
      <NewestOf kind="run" title="Runs" all={{ page: "runs", filter: "" }} />
      <NewestOf kind="dataset" title="Datasets" all={{ page: "browse", kind: "dataset", filter: "" }} />
    </div>
  );
}

interface NewestProps {
  readonly kind: NodeKind;
  readonly title: string;
  readonly all: Parameters<typeof Link>[0]["to"];
}

function NewestOf({ kind, title, all }: NewestProps) {
  const query = useQuery(queries.newest(kind, 6));
  return (
    <Section title={title} actions={<Link to={all}>All</Link>}>
      <Answered query={query} what="the newest">
        {({ results }) =>
          results.length === 0 ? (
            <Empty>
              <p>None yet. Point a client at this server and they appear here.</p>
            </Empty>
          ) : (
            <ul className="card newest-list">
              {results.map((result) => (
                <li key={result.urn} data-result>
                  <Thing urn={result.urn} node={result} />
                  <span className="quiet small">
                    {aliases(result.attributes).map((alias) => `@${alias} `)}
                    <Ago at={result.updated} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Section>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { addNote } from "../api/client";
import { queries } from "../api/queries";
import type { Urn } from "../api/types";
import { text } from "../words/attributes";
import { Relations } from "../words/relations";
import { Section } from "./Section";
import { Answered, ProblemNote } from "./States";
import { Thing } from "./Thing";
import { Time } from "./Time";
import "./notes.css";

const TEXT_MAX = 10_000;

/** Why: what people said of a thing, and a form to say more. */
export function Notes({ urn }: { readonly urn: Urn }) {
  const around = useQuery(queries.around(urn));
  return (
    <Section title="Why: notes">
      <Answered query={around} what="notes">
        {(answer) => <NoteList relations={new Relations(urn, answer)} />}
      </Answered>
      <NoteForm urn={urn} />
    </Section>
  );
}

function NoteList({ relations }: { readonly relations: Relations }) {
  const notes = relations
    .effects("concerns")
    .filter((relation) => relation.node?.kind === "note")
    .sort((a, b) => a.edge.at.localeCompare(b.edge.at));
  if (notes.length === 0) {
    return <p className="quiet note-none">Nobody has said why yet.</p>;
  }
  return (
    <ul className="notes">
      {notes.map(({ urn, node, edge }) => {
        const by = edge.assertions[0]?.by;
        return (
          <li key={urn} className="card">
            <p className="note-text">{node && (text(node.attributes, "text") ?? node.name)}</p>
            <p className="small quiet">
              {by !== undefined && <Thing urn={by} />} <Time at={edge.at} />
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function NoteForm({ urn }: { readonly urn: Urn }) {
  const [draft, setDraft] = useState("");
  const id = useId();
  const client = useQueryClient();
  const adding = useMutation({
    networkMode: "always",
    mutationFn: (said: string) => addNote({ ref: urn, text: said }),
    onSuccess: async () => {
      setDraft("");
      await client.invalidateQueries();
    },
  });
  const said = draft.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (said !== "" && !adding.isPending) adding.mutate(said);
  };
  return (
    <form className="note-form" onSubmit={submit}>
      <label htmlFor={id}>Add a note</label>
      <textarea
        id={id}
        className="field"
        rows={3}
        maxLength={TEXT_MAX}
        placeholder="Why was this made, changed or chosen?"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <div className="note-submit">
        <button type="submit" className="button primary" disabled={said === "" || adding.isPending}>
          {adding.isPending ? "Adding…" : "Add note"}
        </button>
        <p className="small quiet" role="status">
          {adding.isSuccess && draft === ""
            ? "Note added."
            : "Notes are kept for good and cannot be edited."}
        </p>
      </div>
      {adding.error !== null && <ProblemNote error={adding.error} />}
    </form>
  );
}

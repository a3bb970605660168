import type { ReactNode } from "react";
import { RelationList } from "../../ui/RelationList";
import { Status } from "../../ui/Status";
import { text } from "../../words/attributes";
import { kindOf } from "../../words/urn";
import type { Relation, Relations } from "../../words/relations";

const CODE_STATES: Readonly<Record<string, string>> = {
  clean: "clean",
  dirty: "uncommitted changes",
  untracked: "not in version control",
  unknown: "changes not known",
};

/** What a run is tied to, as six short lists side by side. */
export function RunLinks({ relations }: { readonly relations: Relations }) {
  const parents = relations.causes("part-of").filter((r) => kindOf(r.urn) !== "job");
  const children = relations.effects("part-of");
  return (
    <section className="run-links card" aria-label="What this run used and made">
      <Group title="Inputs">
        <RelationList
          relations={relations.causes("used")}
          none="No inputs recorded."
          beside={strength}
        />
      </Group>
      <Group title="Outputs">
        <RelationList relations={relations.effects("generated-by")} none="Nothing recorded as made." />
      </Group>
      <Group title="Code">
        <RelationList
          relations={relations.causes("executed")}
          none="No code recorded."
          beside={(r) => <CodeState state={r.node && text(r.node.attributes, "code-state")} />}
        />
      </Group>
      <Group title="Environment">
        <RelationList
          relations={relations.causes("ran-in")}
          none="No environment recorded."
          beside={(r) => python(r)}
        />
      </Group>
      <Group title="Who">
        <RelationList relations={relations.causes("associated-with")} none="Nobody recorded." beside={claimed} />
      </Group>
      {(parents.length > 0 || children.length > 0) && (
        <Group title="Parent and child runs">
          {parents.length > 0 && <RelationList relations={parents} none="" />}
          {children.length > 0 && (
            <RelationList
              relations={children}
              none=""
              beside={(r) => r.node && <Status status={text(r.node.attributes, "status")} />}
            />
          )}
        </Group>
      )}
      {relations.effects("evaluates").length > 0 && (
        <Group title="Evaluations">
          <RelationList relations={relations.effects("evaluates")} none="" />
        </Group>
      )}
    </section>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function strength(relation: Relation): ReactNode {
  const weak = relation.node && text(relation.node.attributes, "digest-strength") === "weak";
  return weak === true ? (
    <span className="badge warn" title="This digest covers only part of the data and proves no identity.">
      weak digest
    </span>
  ) : null;
}

function python(relation: Relation): ReactNode {
  const version = relation.node && text(relation.node.attributes, "python");
  return version === undefined ? null : `Python ${version}`;
}

function claimed(relation: Relation): ReactNode {
  return relation.urn.startsWith("urn:clew:agent:claimed/") ? (
    <span className="badge warn" title="A client said so, without proof of who it is.">
      claimed
    </span>
  ) : null;
}

function CodeState({ state }: { readonly state: string | undefined }) {
  if (state === undefined) return null;
  const words = CODE_STATES[state] ?? state;
  return <span className={`badge ${state === "clean" ? "good" : "warn"}`}>{words}</span>;
}

import type { LineageAnswer, Node, Urn } from "../../api/types";
import { Status } from "../../ui/Status";
import { Thing } from "../../ui/Thing";
import { Ago } from "../../ui/Time";
import { text } from "../../words/attributes";
import { count } from "../../words/format";
import { usersOf, type User } from "../../words/users";

interface UsersProps {
  readonly of: Urn;
  readonly answer: LineageAnswer;
}

/** Who writes a dataset and who reads it: jobs, each with its newest run that did. */
export function Users({ of, answer }: UsersProps) {
  const nodes = new Map(answer.nodes.map((node) => [node.urn, node]));
  return (
    <section className="run-links card" aria-label="Who writes and reads it">
      <div>
        <h3>Written by</h3>
        <UserList users={usersOf(of, answer, "generated-by")} none="Nobody recorded." nodes={nodes} />
      </div>
      <div>
        <h3>Read by</h3>
        <UserList users={usersOf(of, answer, "used")} none="Nobody recorded." nodes={nodes} />
      </div>
      {answer.next !== null && (
        <p className="quiet small">There is more: see “What stands on it” for all of it.</p>
      )}
    </section>
  );
}

interface UserListProps {
  readonly users: readonly User[];
  readonly none: string;
  readonly nodes: ReadonlyMap<Urn, Node>;
}

function UserList({ users, none, nodes }: UserListProps) {
  if (users.length === 0) return <p className="quiet relation-none">{none}</p>;
  return (
    <ul className="relations users">
      {users.map((user) => {
        const node = nodes.get(user.urn);
        const newest = user.newest === undefined ? undefined : nodes.get(user.newest);
        return (
          <li key={user.urn}>
            <Thing urn={user.urn} {...(node && { node })} />
            {newest !== undefined && (
              <span className="relation-beside small quiet">
                {count(user.runs, "run")}, newest <Thing urn={newest.urn} node={newest} />
                <Ago at={user.at} />
                {text(newest.attributes, "status") !== "complete" && (
                  <Status status={text(newest.attributes, "status")} />
                )}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

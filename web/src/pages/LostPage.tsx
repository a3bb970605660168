import { Link } from "../router/Link";
import { useTitle } from "../ui/PageHead";
import { Empty } from "../ui/States";

/** Says that an address is none of Clew's, and where to begin instead. */
export function LostPage({ path }: { readonly path: string }) {
  useTitle("No such page");
  return (
    <>
      <header className="head">
        <h1>No such page</h1>
      </header>
      <Empty>
        <p>
          Clew has no page at <code>{path}</code>.
        </p>
        <p>
          <Link to={{ page: "home", q: "", kind: undefined }}>Search for a model, a run or a dataset</Link>
        </p>
      </Empty>
    </>
  );
}

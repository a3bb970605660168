import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { queries } from "../api/queries";
import { navigate } from "../router/history";
import { useTitle } from "../ui/PageHead";
import { Loading, ProblemNote } from "../ui/States";

/** Finds what a reference such as `models:/fraud@production` means and goes to its page. */
export function ReferencePage({ reference }: { readonly reference: string }) {
  useTitle(reference);
  const found = useQuery(queries.resolve(reference));
  const urn = found.data?.urn;
  useEffect(() => {
    if (urn !== undefined) navigate({ page: "node", urn }, "replace");
  }, [urn]);
  if (found.error !== null) {
    return (
      <>
        <header className="head">
          <h1>{reference}</h1>
        </header>
        <ProblemNote error={found.error} retry={() => void found.refetch()} />
      </>
    );
  }
  return <Loading what={reference} />;
}

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { queries } from "../api/queries";
import { PageOf } from "../pages/PageOf";
import { useRoute } from "../router/history";
import { Link } from "../router/Link";
import { formatRoute, type Route } from "../router/route";
import { PageGuard } from "./PageGuard";
import { SearchBox } from "./SearchBox";
import { ThemeToggle } from "./ThemeToggle";

const HOME: Route = { page: "home", q: "", kind: undefined };

/** What surrounds every page: the bar at the top, the server's notice, the foot. */
export function Frame() {
  const route = useRoute();
  const server = useQuery(queries.server()).data;
  const main = useRef<HTMLElement>(null);
  const place = placeOf(route);

  const arrived = useRef(place);
  useEffect(() => {
    if (arrived.current === place) return;
    arrived.current = place;
    main.current?.focus({ preventScroll: true });
  }, [place]);

  return (
    <div className={route.page === "lineage" || route.page === "diff" ? "frame wide" : "frame"}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="topbar">
        <div className="topbar-inner">
          <Link to={HOME} className="wordmark">
            <Logo />
            Clew
          </Link>
          <nav className="nav" aria-label="Pages">
            <NavLink to={{ page: "runs", filter: "" }} current={route.page === "runs"} name="Runs" />
            <NavLink
              to={{ page: "browse", kind: "model", filter: "" }}
              current={route.page === "browse" && route.kind === "model"}
              name="Models"
            />
            <NavLink
              to={{ page: "browse", kind: "dataset", filter: "" }}
              current={route.page === "browse" && route.kind === "dataset"}
              name="Datasets"
            />
            <NavLink
              to={{ page: "browse", kind: "job", filter: "" }}
              current={route.page === "browse" && route.kind === "job"}
              name="Jobs"
            />
          </nav>
          <div className="topbar-search">{route.page !== "home" && <SearchBox />}</div>
          <ThemeToggle />
        </div>
      </header>
      <div>
        {server?.notice != null && (
          <div className="notice" role="note">
            <p>{server.notice}</p>
          </div>
        )}
      </div>
      <main id="main" className="page" ref={main} tabIndex={-1}>
        <PageGuard key={place}>
          <PageOf route={route} />
        </PageGuard>
      </main>
      <footer className="footer">
        <p>
          {server === undefined
            ? "Clew"
            : `Clew ${server.version} · store: ${server.store} · workspace: ${server.workspace}`}
          {" · "}
          <Link to={{ page: "harvests" }}>harvests</Link>
        </p>
      </footer>
    </div>
  );
}

/** What a page is about, leaving out what only narrows it: typing is not going somewhere. */
function placeOf(route: Route): string {
  switch (route.page) {
    case "node":
    case "reference":
    case "lost":
      return formatRoute(route);
    case "lineage":
      return `lineage ${route.of}`;
    case "browse":
      return `browse ${route.kind}`;
    case "diff":
      return `diff ${route.from} ${route.to}`;
    case "home":
    case "harvests":
    case "runs":
      return route.page;
  }
}

function NavLink({ to, current, name }: { to: Route; current: boolean; name: string }) {
  return (
    <Link to={to} aria-current={current ? "page" : undefined}>
      {name}
    </Link>
  );
}

function Logo() {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
    >
      <circle cx="11" cy="11" r="8.5" />
      <path d="M3.5 8.5c5.5-2.5 11-1 15 6M3 13c5-3 9-2 13 4M8 3.2c5 .8 8.5 3.3 11 7.8M16.5 17.5c1.5 2 3 3 5.5 3.5" />
    </svg>
  );
}

import { useMemo, useSyncExternalStore } from "react";
import { formatRoute, parseRoute, type Route } from "./route";

const CHANGED = "clew:navigated";

/** Goes to a page; `replace` leaves no step to come back to, for changes while typing. */
export function navigate(route: Route, how: "push" | "replace" = "push"): void {
  const address = formatRoute(route);
  if (how === "replace") {
    window.history.replaceState(null, "", address);
  } else {
    window.history.pushState(null, "", address);
    window.scrollTo(0, 0);
  }
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

function address(): string {
  return window.location.pathname + window.location.search;
}

/** The page that the address bar asks for, now and after each change. */
export function useRoute(): Route {
  const current = useSyncExternalStore(subscribe, address);
  return useMemo(() => {
    const at = current.indexOf("?");
    return at < 0
      ? parseRoute(current, "")
      : parseRoute(current.slice(0, at), current.slice(at + 1));
  }, [current]);
}

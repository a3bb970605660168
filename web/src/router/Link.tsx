import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";
import { navigate } from "./history";
import { formatRoute, type Route } from "./route";

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  readonly to: Route;
  readonly children: ReactNode;
}

/** A link between pages: a real one, so that it opens in a new tab and can be copied. */
export function Link({ to, children, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={formatRoute(to)} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

import { useEffect, useRef, type RefObject } from "react";
import type { Point } from "./camera";

/**
 * Listens to the wheel as one who may stop the page from scrolling, which React's own listener
 * cannot; it stops when `turned` says that it used the turn.
 */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  turned: (at: Point, event: WheelEvent) => boolean,
): void {
  const latest = useRef(turned);
  useEffect(() => {
    latest.current = turned;
  });
  useEffect(() => {
    const target = element.current;
    const wheel = (event: WheelEvent) => {
      if (latest.current({ x: event.offsetX, y: event.offsetY }, event)) event.preventDefault();
    };
    target?.addEventListener("wheel", wheel, { passive: false });
    return () => target?.removeEventListener("wheel", wheel);
  }, [element]);
}

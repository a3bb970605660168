import { useLayoutEffect, useState, type RefObject } from "react";
import { THEME_CHANGED } from "../frame/theme";
import { readPalette, type Palette } from "./palette";

/** Follows the colours in force at an element; undefined until they have been read. */
export function usePalette(element: RefObject<HTMLElement | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useLayoutEffect(() => {
    const read = () => {
      if (element.current !== null) setPalette(readPalette(element.current));
    };
    read();
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    window.addEventListener(THEME_CHANGED, read);
    return () => {
      system.removeEventListener("change", read);
      window.removeEventListener(THEME_CHANGED, read);
    };
  }, [element]);
  return palette;
}

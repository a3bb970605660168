import { useState } from "react";
import { applyTheme, savedTheme, saveTheme, type Theme } from "./theme";

const NEXT: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };
const WORDS: Readonly<Record<Theme, string>> = {
  system: "as the system",
  light: "light",
  dark: "dark",
};
const ICONS: Readonly<Record<Theme, string>> = {
  system: "M3 4h14v9H3zM7 17h6M10 13v4",
  light:
    "M10 6.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  dark: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z",
};

/** Steps through the themes: as the system, light, dark. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(savedTheme);
  const step = () => {
    const next = NEXT[theme];
    saveTheme(next);
    applyTheme(next);
    setTheme(next);
  };
  const words = `Colours: ${WORDS[theme]}. Change to ${WORDS[NEXT[theme]]}.`;
  return (
    <button type="button" className="button theme" onClick={step} aria-label={words} title={words}>
      <svg
        viewBox="0 0 20 20"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={ICONS[theme]} />
      </svg>
    </button>
  );
}

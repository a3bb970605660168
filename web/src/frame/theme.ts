export type Theme = "system" | "light" | "dark";

const KEY = "clew.theme";

/** The theme chosen in this browser; the system's when none was, or when nothing can be saved. */
export function savedTheme(): Theme {
  try {
    const saved = window.localStorage.getItem(KEY);
    return saved === "light" || saved === "dark" ? saved : "system";
  } catch {
    return "system";
  }
}

/** Shows a theme at once and tells those that draw for themselves. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  window.dispatchEvent(new Event(THEME_CHANGED));
}

/** Keeps a choice for the next visit. */
export function saveTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing still shows the theme until the page is left.
  }
}

/** Event on the window after the theme changed. */
export const THEME_CHANGED = "clew:theme";

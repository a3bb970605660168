import type { Family } from "../words/kinds";

/** The colours of the drawing, read from the tokens since a canvas knows no CSS. */
export interface Palette {
  readonly surface: string;
  readonly background: string;
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly edge: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly warn: string;
  readonly bad: string;
  readonly family: Readonly<Record<Family, string>>;
  readonly font: string;
}

/** Reads the colours that are in force at an element. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const color = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    surface: color("--surface"),
    background: color("--bg"),
    ink: color("--ink"),
    quiet: color("--ink-3"),
    line: color("--line"),
    edge: color("--line-strong"),
    accent: color("--accent"),
    accentSoft: color("--accent-soft"),
    warn: color("--warn"),
    bad: color("--bad"),
    family: {
      data: color("--kind-data"),
      work: color("--kind-work"),
      means: color("--kind-means"),
      model: color("--kind-model"),
      people: color("--kind-people"),
      other: color("--kind-other"),
    },
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return palette;
}

import type { Page } from "playwright-core";

/** A text that is too faint. */
export interface Faint {
  readonly text: string;
  readonly ratio: number;
}

/**
 * Finds texts whose contrast with what lies behind them is below WCAG 2.2 AA (4.5:1, or 3:1 for large
 * text). Disabled controls are exempt there, and so here.
 */
export function faintTexts(page: Page): Promise<Faint[]> {
  return page.evaluate(() => {
    const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (paint === null) throw new Error("no canvas");

    const rgba = (color: string): number[] => {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = color;
      paint.fillRect(0, 0, 1, 1);
      return [...paint.getImageData(0, 0, 1, 1).data];
    };
    const over = (top: number[], under: number[]): number[] => {
      const alpha = (top[3] ?? 255) / 255;
      return [0, 1, 2].map((i) => (top[i] ?? 0) * alpha + (under[i] ?? 0) * (1 - alpha));
    };
    const backgroundOf = (element: Element | null): number[] => {
      if (element === null) return [255, 255, 255];
      const own = rgba(getComputedStyle(element).backgroundColor);
      return own[3] === 255 ? own.slice(0, 3) : over(own, backgroundOf(element.parentElement));
    };
    const luminance = (color: number[]): number => {
      const [r = 0, g = 0, b = 0] = color.map((channel) => {
        const c = channel / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };

    const faint: { text: string; ratio: number }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const element = node.parentElement;
      if (text === "" || element === null || !element.checkVisibility()) continue;
      if (element.closest(":disabled, .hidden-visually, script, option") !== null) continue;
      const style = getComputedStyle(element);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const background = backgroundOf(element);
      const [high = 0, low = 0] = [
        luminance(over(rgba(element instanceof SVGElement ? style.fill : style.color), background)),
        luminance(background),
      ].sort((a, b) => b - a);
      const ratio = (high + 0.05) / (low + 0.05);
      if (ratio < (large ? 3 : 4.5)) faint.push({ text: text.slice(0, 60), ratio });
    }
    return faint;
  });
}

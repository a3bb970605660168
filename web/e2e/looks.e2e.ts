import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faintTexts } from "./contrast";
import { launch, newestRunOf, open, runAddress, type Tab } from "./browser";

const PAGES: readonly [name: string, address: string | (() => Promise<string>), seen: string][] = [
  ["home", "/", ".newest-list"],
  ["search", "/?q=fraud", ".result"],
  ["runs", "/runs", ".table"],
  ["run", () => runAddress("fraud-2026-11"), ".run-links"],
  ["models", "/models", ".table"],
  ["jobs", "/jobs", ".table"],
  ["model", "/model/mlflow/fraud", ".warnings"],
  ["version", "/model-version/mlflow/fraud/3", ".questions"],
  ["dataset", "/dataset/s3%3A%2F%2Fbank/transactions", ".quality-table"],
  ["column", "/column/s3%3A%2F%2Fbank/transactions/amount", ".table"],
  ["job", "/job/spark/load_transactions", ".run-table"],
  ["run of a job", () => newestRunOf("urn:clew:job:spark/load_transactions"), ".source"],
  ["failed run", () => newestRunOf("urn:clew:job:spark/merchant_risk"), ".run-error"],
  ["lineage", "/lineage?of=models%3A%2Ffraud%40production", ".lineage-list"],
  ["lineage of columns", "/lineage?of=models%3A%2Ffraud%2F3&level=column", ".lineage-list"],
  ["changes", "/diff?from=models%3A%2Ffraud%2F2&to=models%3A%2Ffraud%2F3", ".change"],
  ["choice of what to compare", "/diff", ".diff-picker"],
  ["harvests", "/harvests", ".state"],
  ["refusal", "/node/models%3A%2Ffraud%2F99", ".problem"],
];
const WIDTHS = [360, 390, 768, 1280, 1920];

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

describe.each(PAGES)("the %s page", (_, address, seen) => {
  let tab: Tab;

  beforeAll(async () => {
    tab = await open(browser);
    await tab.page.goto(typeof address === "string" ? address : await address());
    await tab.page.locator(seen).first().waitFor();
    await tab.page.waitForLoadState("networkidle");
  });
  afterAll(async () => {
    await tab.page.context().close();
  });

  it.each(["light", "dark"] as const)("can be read in %s colours", async (colorScheme) => {
    await tab.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await faintTexts(tab.page)).toEqual([]);
  });

  it("never scrolls sideways", async () => {
    for (const width of WIDTHS) {
      await tab.page.setViewportSize({ width, height: 800 });
      const beyond = await tab.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond, `at a width of ${width}`).toBe(0);
    }
  });

  it("has one main heading, a title and a name for each control", async () => {
    expect(await tab.page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await tab.page.title()).toContain("Clew");
    const unnamed = await tab.page.evaluate(() =>
      [...document.querySelectorAll("input, select, textarea, button, canvas")]
        .filter((control) => {
          const name = control.getAttribute("aria-label") ?? control.textContent ?? "";
          const { labels } = control as HTMLInputElement;
          return name.trim() === "" && (labels?.length ?? 0) === 0;
        })
        .map((control) => control.outerHTML),
    );
    expect(unnamed).toEqual([]);
  });
});

it("changes colours by the button, and remembers", async () => {
  const { page } = await open(browser, { colorScheme: "light" });
  await page.goto("/runs");
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: /Colours: as the system/ }).click();
  expect(await background()).toBe(light);
  await page.getByRole("button", { name: /Colours: light/ }).click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);
  await page.context().close();
});

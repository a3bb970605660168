import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faintTexts } from "./contrast";
import { launch, open } from "./browser";

const PAGES: readonly [name: string, address: string, seen: string][] = [
  ["home", "/", ".newest-list"],
  ["search", "/?q=fraud", ".result"],
  ["runs", "/runs", ".table"],
  ["models", "/models", ".table"],
  ["model", "/model/mlflow/fraud", ".table"],
  ["version", "/model-version/mlflow/fraud/3", ".questions"],
  ["dataset", "/dataset/s3%3A%2F%2Fbank/transactions", ".table"],
  ["lineage", "/lineage?of=models%3A%2Ffraud%40production", ".lineage-list"],
  ["refusal", "/node/models%3A%2Ffraud%2F99", ".problem"],
];

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});

describe.each(["light", "dark"] as const)("in %s colours", (colorScheme) => {
  it.each(PAGES)("the %s page can be read", async (_, address, seen) => {
    const { page } = await open(browser, { colorScheme });
    await page.goto(address);
    await page.locator(seen).first().waitFor();
    expect(await faintTexts(page)).toEqual([]);
    await page.context().close();
  });
});

describe.each([360, 390, 768, 1280, 1920])("at a width of %d", (width) => {
  it.each(PAGES)("the %s page does not scroll sideways", async (_, address, seen) => {
    const { page } = await open(browser, { viewport: { width, height: 800 } });
    await page.goto(address);
    await page.locator(seen).first().waitFor();
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBe(0);
    await page.context().close();
  });
});

it.each(PAGES)("the %s page has one main heading, named controls and a title", async (_, address, seen) => {
  const { page } = await open(browser);
  await page.goto(address);
  await page.locator(seen).first().waitFor();
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  expect(await page.title()).toContain("Clew");
  const unnamed = await page.evaluate(() =>
    [...document.querySelectorAll("input, select, textarea, button, canvas")]
      .filter((control) => {
        const label = control.getAttribute("aria-label") ?? control.textContent ?? "";
        const labels = (control as HTMLInputElement).labels;
        return label.trim() === "" && (labels === null || labels === undefined || labels.length === 0);
      })
      .map((control) => control.outerHTML),
  );
  expect(unnamed).toEqual([]);
  await page.context().close();
});

it("changes colours by the button, and remembers", async () => {
  const { page } = await open(browser, { colorScheme: "light" });
  await page.goto("/runs");
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
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

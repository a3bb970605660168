import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LayoutAnswer } from "../src/api/types";
import { ask, launch, open, type Tab } from "./browser";

const OF = "/lineage?of=models%3A%2Ffraud%40production";

let browser: Browser;
let tab: Tab;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  tab = await open(browser);
  page = tab.page;
});
afterEach(async () => {
  await page.context().close();
  expect(tab.faults).toEqual([]);
});

const canvas = () => page.locator(".lineage-canvas canvas");
const selected = () => page.getByRole("complementary", { name: "Selected" }).getByRole("heading").first();
const rows = () => page.getByRole("region", { name: "Lineage as a list" }).locator("tbody tr");

async function show(address: string): Promise<void> {
  await page.goto(address);
  await canvas().waitFor();
  await selected().waitFor();
}

/** Counts the pixels of the canvas that something was drawn on. */
function inked(): Promise<number> {
  return canvas().evaluate((element) => {
    const drawing = element as HTMLCanvasElement;
    const context = drawing.getContext("2d");
    const data = context?.getImageData(0, 0, drawing.width, drawing.height).data ?? [];
    let pixels = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) pixels++;
    return pixels;
  });
}

/** Finds a place of the canvas where the pointer says that there is a node, and clicks it. */
async function clickSomeNode(other: string): Promise<void> {
  const box = await canvas().boundingBox();
  if (box === null) throw new Error("the canvas is not shown");
  for (let y = 10; y < box.height; y += 12) {
    for (let x = 10; x < box.width; x += 40) {
      await page.mouse.move(box.x + x, box.y + y);
      const cursor = await canvas().evaluate((element) => (element as HTMLElement).style.cursor);
      if (cursor !== "pointer") continue;
      await page.mouse.click(box.x + x, box.y + y);
      if ((await selected().textContent()) !== other) return;
    }
  }
  throw new Error("no other node was found on the canvas");
}

describe("lineage page", () => {
  it("draws the answer and says the same as a list", async () => {
    await show(OF);
    const answer = await ask<LayoutAnswer>("/layout?of=models%3A%2Ffraud%40production&limit=300");
    await expect.poll(() => rows().count()).toBe(Math.min(100, answer.placed.length));
    await expect.poll(inked).toBeGreaterThan(2_000);
    await page.getByText(`${answer.lineage.nodes.length} nodes and ${answer.lineage.edges.length} edges`).waitFor();
    const verdict = page.locator("[data-verdict]");
    expect(await verdict.getAttribute("data-verdict")).toBe(answer.lineage.verdict.state);
    for (const name of [/s3:\/\/bank\/transactions/, /fraud-2026-11/, /merchant-embedding-2026/]) {
      await page.getByRole("region", { name: "Lineage as a list" }).getByRole("link", { name }).first().waitFor();
    }
  });

  it("selects by click, and opens what is selected", async () => {
    await show(OF);
    await page.getByRole("button", { name: "Show all" }).click();
    const before = (await selected().textContent()) ?? "";
    await clickSomeNode(before);
    expect(await selected().textContent()).not.toBe(before);
    const name = ((await selected().textContent()) ?? "").trim();
    await page.getByRole("complementary", { name: "Selected" }).getByRole("link", { name: "Open" }).click();
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  });

  it("follows edges by the arrow keys", async () => {
    await show(OF);
    const start = await selected().textContent();
    await canvas().focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => selected().textContent()).not.toBe(start);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => selected().textContent()).toBe(start);
  });

  it("zooms and pans by mouse, wheel and keys", async () => {
    await show(OF);
    await page.getByRole("button", { name: "Show all" }).click();
    const picture = () => canvas().evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    const changes = async (act: () => Promise<void>) => {
      const before = await picture();
      await act();
      await expect.poll(picture).not.toBe(before);
    };
    await changes(() => page.getByRole("button", { name: "Zoom out" }).click());
    await canvas().focus();
    await changes(() => page.keyboard.press("+"));
    await changes(() => page.keyboard.press("Shift+ArrowLeft"));
    await changes(async () => {
      await canvas().hover();
      await page.mouse.wheel(0, -300);
    });
    await changes(async () => {
      await page.mouse.down();
      await page.mouse.move(300, 500, { steps: 4 });
      await page.mouse.up();
    });
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  it("says where a shallow question stopped, and expands it", async () => {
    await show(`${OF}&depth=1`);
    expect(await page.locator("[data-verdict]").getAttribute("data-verdict")).toBe("truncated");
    const few = await rows().count();
    await page.getByRole("button", { name: "Show more" }).click();
    await expect.poll(() => rows().count()).toBeGreaterThan(few);
    expect(new URL(page.url()).searchParams.get("depth")).toBe("2");
  });

  it("asks downstream", async () => {
    await show("/lineage?of=s3%3A%2F%2Fbank%2Ftransactions");
    await page.getByRole("button", { name: "Stands on it" }).click();
    await page.getByRole("heading", { name: "What stands on s3://bank/transactions" }).waitFor();
    await page.getByRole("region", { name: "Lineage as a list" }).getByRole("link", { name: "fraud version 3" }).first().waitFor();
  });

  it("counts failed attempts, and shows them when asked", async () => {
    await show("/lineage?of=s3%3A%2F%2Fbank%2Ftransactions&direction=downstream");
    const attempt = page.getByRole("region", { name: "Lineage as a list" }).getByRole("link", { name: "fraud-2026-11-oom" });
    expect(await attempt.count()).toBe(0);
    await page.getByRole("button", { name: "Show attempts" }).click();
    await attempt.first().waitFor();
    expect(await page.getByRole("checkbox", { name: "Failed attempts" }).isChecked()).toBe(true);
  });

  it("goes back in time", async () => {
    const past = new Date(Date.now() - 14 * 86_400_000).toISOString().slice(0, 10);
    await show("/lineage?of=s3%3A%2F%2Fbank%2Ftransactions&direction=downstream");
    await page.getByLabel("As of").fill(past);
    const list = page.getByRole("region", { name: "Lineage as a list" });
    await expect.poll(() => list.getByRole("link", { name: "fraud-2026-11", exact: true }).count()).toBe(0);
    expect(await list.getByRole("link", { name: "fraud-2026-10", exact: true }).count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Now" }).click();
    await list.getByRole("link", { name: "fraud-2026-11", exact: true }).first().waitFor();
  });

  it("gives the server's reason when there is nothing to draw", async () => {
    await page.goto("/lineage?of=models%3A%2Fnosuchmodel%2F1");
    await page.getByRole("alert").waitFor();
  });
});

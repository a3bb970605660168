import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { diffOf, formatRoute } from "../src/router/route";
import { launch, newestRunOf, open, runAddress, type Tab } from "./browser";

const BROKE = formatRoute(diffOf("models:/fraud/2", "models:/fraud/3"));

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
  tab = await open(browser, { viewport: { width: 1440, height: 900 } });
  page = tab.page;
});
afterEach(async () => {
  await page.context().close();
  expect(tab.faults).toEqual([]);
});

const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const cards = () => page.getByRole("region", { name: "What can move a prediction" }).getByRole("article");
const card = (rank: number) => page.locator(`article[data-rank="${rank}"]`);
const canvas = () => page.locator(".lineage-canvas canvas");
const asked = () => new URL(page.url()).searchParams;

async function show(address: string): Promise<void> {
  await page.goto(address);
  await page.locator(".diff-summary").waitFor();
}

describe("page of changes", () => {
  it("puts first what broke the model, with the words that differ", async () => {
    await show(BROKE);
    await heading("What changed from fraud version 2 to fraud version 3").waitFor();
    await page.locator(".diff-summary", { hasText: "changed that can move a prediction" }).waitFor();
    const first = cards().first();
    await first.getByRole("heading", { name: /SQL of .*load_transactions/ }).waitFor();
    const compared = first.getByRole("region", { name: "SQL, before and after" });
    const marked = await compared.locator("del mark").allTextContents();
    expect(marked.join(" ")).toContain("100.0");
    expect(await compared.locator("ins mark").allTextContents()).toContain("LEFT ");
  });

  it("puts what follows from a change below it", async () => {
    await show(BROKE);
    const following = cards().first().locator(".following");
    await following.locator("li", { hasText: /type of.*transactions#amount.*double.*long/ }).waitFor();
    await following.locator("li", { hasText: /check amount_between.*passed.*failed/ }).waitFor();
    expect(await page.locator(".changes > li > article", { hasText: /parameter/ }).count()).toBe(0);
  });

  it("shows the metrics that moved, and how far the answer can be trusted", async () => {
    await show(BROKE);
    const effects = page.getByRole("region", { name: /Effects/ });
    await effects.getByRole("row", { name: /auc.*0\.948.*0\.902/ }).waitFor();
    await page.locator("[data-verdict]").waitFor();
  });

  it("draws the path of the card that the pointer or the keyboard is on", async () => {
    await show(BROKE);
    await canvas().waitFor();
    const words = page.locator(".picture-words");
    await expect.poll(() => words.textContent()).toMatch(/^1: SQL of load_transactions/);
    const picture = () => canvas().evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    await page.locator(".incidental > summary").click();
    let before = await picture();
    await card(2).hover();
    await expect.poll(() => words.textContent()).toMatch(/^2: /);
    await expect.poll(picture).not.toBe(before);
    await page.mouse.move(2, 2);
    await expect.poll(() => words.textContent()).toMatch(/^1: /);
    before = await picture();
    await page.getByRole("button", { name: "Show the path of change 2" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => words.textContent()).toMatch(/^2: /);
    await expect.poll(picture).not.toBe(before);
  });

  it("says the path in words too, with links", async () => {
    await show(BROKE);
    const way = cards().first().locator(".way");
    await way.locator("summary").click();
    await way.getByRole("link", { name: "fraud version 3" }).waitFor();
    await way.getByText(/^Score 0\.\d+ = base/).waitFor();
    await way.getByRole("link", { name: "load_transactions" }).last().click();
    await heading("load_transactions").waitFor();
  });

  it("says that nothing material changed, as an answer", async () => {
    const address = await runAddress("merchant-embedding-2026");
    await page.goto(address);
    await heading("merchant-embedding-2026").waitFor();
    const run = `runs:/${address.split("/").at(-1)}`;
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    await show(formatRoute(diffOf(run, run, { fromAsOf: hourAgo })));
    await page.getByText(/^Nothing (material )?changed/).waitFor();
    expect(await cards().count()).toBe(0);
  });

  it("compares what is typed, at the times that are given", async () => {
    await page.goto("/diff");
    await heading("What changed?").waitFor();
    const form = page.getByRole("form", { name: "What to compare" });
    const compare = form.getByRole("button", { name: "Compare" });
    expect(await compare.isDisabled()).toBe(true);
    await form.getByLabel("Before: run, model, job or data").fill("models:/fraud/1");
    await form.getByLabel("After: run, model, job or data").fill("models:/fraud/2");
    await compare.click();
    await heading("What changed from fraud version 1 to fraud version 2").waitFor();
    await form.getByRole("button", { name: "Swap before and after" }).click();
    await compare.click();
    await heading("What changed from fraud version 2 to fraud version 1").waitFor();
    await page.goBack();
    await heading("What changed from fraud version 1 to fraud version 2").waitFor();
    await form.getByLabel("Before: run, model, job or data").fill("s3://bank/transactions");
    await form.getByLabel("After: run, model, job or data").fill("s3://bank/transactions");
    expect(await compare.isDisabled()).toBe(true);
    const then = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 16);
    await form.getByLabel("Before: as of", { exact: true }).fill(then);
    await compare.click();
    await heading(/What changed in .*transactions between .* and now/).waitFor();
    expect(asked().get("from_as_of")).toMatch(/Z$/);
  });

  it("gives the server's reason for what cannot be compared", async () => {
    await page.goto(formatRoute(diffOf("models:/fraud/2", "models:/fraud/99")));
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("fraud/99");
  });
});

describe("what changed is asked", () => {
  const ways = () => page.getByRole("navigation", { name: "What changed" });

  it("from a model, against the version before and the last good one", async () => {
    await page.goto("/model/mlflow/fraud");
    await ways().getByRole("link", { name: "against the version before" }).click();
    await heading("What changed from fraud version 2 to fraud version 3").waitFor();
    await page.goBack();
    const good = ways().getByRole("link", { name: "against the last good one" });
    expect(await good.getAttribute("title")).toMatch(/fraud version 2: held @production before/);
    await good.click();
    await heading("What changed from fraud version 2 to fraud version 3").waitFor();
  });

  it("from a version, against the one before it", async () => {
    await page.goto("/model-version/mlflow/fraud/2");
    await ways().getByRole("link", { name: "against the version before" }).click();
    await heading("What changed from fraud version 1 to fraud version 2").waitFor();
  });

  it("from a run, against the one before that completed", async () => {
    await page.goto(await runAddress("fraud-2026-11"));
    await ways().getByRole("link", { name: "against the run before" }).click();
    await heading("What changed from fraud-2026-10 to fraud-2026-11").waitFor();
  });

  it("from a dataset, against its version before and against last week", async () => {
    await page.goto("/dataset/s3%3A%2F%2Fbank/transactions");
    await ways().getByRole("link", { name: "newest version against the one before" }).waitFor();
    await ways().getByRole("link", { name: "against last week" }).click();
    await heading(/What changed in .*transactions between/).waitFor();
    await cards().first().waitFor();
  });

  it("from a job, its newest run against the one before", async () => {
    await page.goto("/job/spark/load_transactions");
    await ways().getByRole("link", { name: /newest run against/ }).click();
    await cards().first().getByRole("heading", { name: /SQL/ }).waitFor();
  });

  it("from a run of a job", async () => {
    await page.goto(await newestRunOf("urn:clew:job:spark/load_transactions"));
    await ways().getByRole("link", { name: "against the run before" }).waitFor();
    await ways().getByRole("link", { name: "against something else" }).click();
    await heading("What changed?").waitFor();
    expect(asked().get("to")).toContain("urn:clew:run:openlineage/");
  });
});

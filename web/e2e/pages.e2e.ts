import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launch, newestRunOf, open, runAddress, type Tab } from "./browser";

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

const heading = (name: string | RegExp) => page.getByRole("heading", { name, exact: true });

describe("home", () => {
  it("finds a model by name, with the keyboard alone", async () => {
    await page.goto("/");
    const field = page.getByRole("searchbox");
    await expect.poll(() => field.evaluate((f) => f === document.activeElement)).toBe(true);
    await page.keyboard.type("fraud");
    await page.getByRole("region", { name: "models", exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("fraud");

    await page.keyboard.press("ArrowDown");
    const first = await page.evaluate(() => document.activeElement?.textContent);
    expect(await page.locator("[data-result] a").first().textContent()).toBe(first);
    await page.keyboard.press("ArrowUp");
    expect(await field.evaluate((f) => f === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await heading("Model versions").waitFor();
  });

  it("puts the exact meaning of a reference first", async () => {
    await page.goto("/?q=models:/fraud@production");
    const exact = page.getByRole("region", { name: "Exactly this" });
    await exact.getByRole("link", { name: "fraud version 3" }).click();
    await heading("fraud version 3").waitFor();
  });

  it("says that nothing was found, and for what", async () => {
    await page.goto("/?q=nosuchthinganywhere");
    await page.getByText("Nothing found for nosuchthinganywhere").waitFor();
  });

  it("comes back to the results with the browser's back button", async () => {
    await page.goto("/?q=fraud-2026-11");
    await page.getByRole("link", { name: "fraud-2026-11", exact: true }).click();
    await heading("fraud-2026-11").waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("fraud-2026-11");
  });
});

describe("run list", () => {
  it("shows runs with state, metrics and the parameters that differ", async () => {
    await page.goto("/runs");
    const row = page.getByRole("row", { name: /fraud-2026-11 / });
    await row.getByText("complete").waitFor();
    await row.getByRole("cell", { name: "0.902" }).waitFor();
    await page.getByRole("row", { name: /fraud-2026-11-oom/ }).getByText("failed").waitFor();
  });

  it("filters by text and by parameter, in the address", async () => {
    await page.goto("/runs");
    await page.getByRole("searchbox", { name: "Filter runs" }).fill("embedding");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    await page.getByRole("searchbox", { name: "Filter runs" }).fill("param.dimensions=64");
    await page.getByRole("link", { name: "merchant-embedding-2026" }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get("q")).toBe("param.dimensions=64");
    await page.getByRole("searchbox", { name: "Filter runs" }).fill("param.dimensions=65");
    await page.getByText("No run matches param.dimensions=65").waitFor();
  });

  it("shows another column when it is ticked", async () => {
    await page.goto("/runs");
    await page.getByText("Columns").click();
    await page.getByRole("checkbox", { name: "seed" }).check();
    await page.getByRole("columnheader", { name: /seed/ }).waitFor();
  });
});

describe("run page", () => {
  const openRun = async () => {
    await page.goto(await runAddress("fraud-2026-11"));
    await heading("fraud-2026-11").waitFor();
  };

  it("shows parameters, inputs, outputs, code, environment and who", async () => {
    await openRun();
    await page.getByRole("region", { name: "Parameters" }).getByText("scale_pos_weight").waitFor();
    const made = page.getByRole("region", { name: "What this run used and made" });
    await made.getByRole("link", { name: /transactions/ }).first().waitFor();
    expect(await made.getByText("weak digest").count()).toBeGreaterThan(0);
    for (const group of ["Inputs", "Outputs", "Code", "Environment", "Who"]) {
      await made.getByRole("heading", { name: group, exact: true }).waitFor();
    }
    await made.getByRole("link", { name: "ben" }).waitFor();
    await made.getByText("claimed").first().waitFor();
    expect(await made.getByText("recorded.").count()).toBe(0);
  });

  it("draws metrics over steps, reads their values, and draws them again logarithmically", async () => {
    await openRun();
    const chart = page.getByRole("img", { name: /Chart of train_logloss, valid_logloss/ });
    const line = chart.locator("path.line").first();
    const linear = await line.getAttribute("d");
    await chart.hover({ position: { x: 400, y: 100 } });
    await page.getByText(/^step \d+$/).waitFor();
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("checkbox", { name: "Logarithmic" }).check();
    await expect.poll(() => line.getAttribute("d")).not.toBe(linear);
    await page.getByRole("checkbox", { name: "valid_logloss" }).uncheck();
    await expect.poll(() => page.locator("path.line").count()).toBe(1);
  });
});

describe("model page", () => {
  it("lists versions newest first, with aliases", async () => {
    await page.goto("/model/mlflow/fraud");
    await heading("fraud").waitFor();
    const rows = page.getByRole("region", { name: "Versions" }).locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.first().textContent()).toContain("fraud version 3");
    expect(await rows.first().textContent()).toContain("@production");
    expect(await rows.nth(1).textContent()).toContain("no alias");
  });
});

describe("version page", () => {
  it("answers the six questions and says how each answer is known", async () => {
    await page.goto("/node/models%3A%2Ffraud%40production");
    await heading("fraud version 3").waitFor();
    expect(new URL(page.url()).pathname).toBe("/model-version/mlflow/fraud/3");
    for (const question of ["Who", "What", "When", "Where", "Why", "How"]) {
      await heading(question).waitFor();
    }
    const trained = page.locator('[data-key="trained-by"]');
    expect(await trained.textContent()).toMatch(/ben.*claimed.*entry \d+/s);
    const approved = page.locator('[data-key="approved-by"]');
    expect(await approved.textContent()).toContain("missing");
    expect(await page.locator('[data-key="inputs"]').first().textContent()).toContain("transactions");
  });

  it("keeps a note that somebody adds", async () => {
    const said = `Held back until the feed is fixed (${Date.now()}).`;
    await page.goto("/model-version/mlflow/fraud/1");
    await page.getByRole("textbox", { name: "Add a note" }).fill(said);
    await page.getByRole("button", { name: "Add note" }).click();
    const notes = page.getByRole("region", { name: "Why: notes" });
    await notes.getByText("Note added.").waitFor();
    await notes.getByText(said).first().waitFor();
    await page.reload();
    await page.getByRole("region", { name: "Why: notes" }).getByText(said).waitFor();
    await page.locator('[data-key="notes"]', { hasText: said }).waitFor();
  });
});

describe("dataset page", () => {
  const address = "/dataset/s3%3A%2F%2Fbank/transactions";
  const part = (name: string) => page.getByRole("region", { name, exact: true });

  it("shows versions, uses and what is recorded", async () => {
    await page.goto(address);
    await heading("s3://bank/transactions").waitFor();
    const tied = part("Connections").first();
    await expect
      .poll(() => tied.getByRole("row", { name: /Has version/ }).count())
      .toBeGreaterThanOrEqual(3);
  });

  it("says who writes and who reads it, by job", async () => {
    await page.goto(address);
    const users = part("Who writes and reads it");
    await users.getByRole("link", { name: "load_transactions" }).first().waitFor();
    await users.getByRole("link", { name: "fraud-detection" }).waitFor();
    await users.getByText("failed").waitFor();
  });

  it("shows each column with what it was made of, and leads there", async () => {
    await page.goto(address);
    const row = part("Columns").last().getByRole("row", { name: /^amount / });
    await row.getByText("direct identity").waitFor();
    await row.getByRole("link", { name: /amount_cents/ }).click();
    await heading("shop.public.payments#amount_cents").waitFor();
    await part("Goes into").last().getByRole("link", { name: "transactions#amount" }).waitFor();
  });

  it("marks what changed in the schema and in the quality", async () => {
    await page.goto(address);
    await part("Versions").last().getByText("amount: double → long").first().waitFor();
    const quality = part("Quality").last();
    await quality.getByRole("row", { name: /amount · mean/ }).getByText("×").waitFor();
    await quality.getByText("failed").waitFor();
    expect(await quality.getByText("passed").count()).toBe(2);
  });

  it("leads to a drawing of the lineage of columns", async () => {
    await page.goto(address);
    await page.getByRole("link", { name: "Draw the lineage of columns" }).click();
    await page.getByRole("checkbox", { name: "Columns" }).waitFor();
    expect(await page.getByRole("checkbox", { name: "Columns" }).isChecked()).toBe(true);
    await page.getByRole("row", { name: /transactions#amount.*Derived from.*amount_cents/ }).waitFor();
    await page.getByRole("checkbox", { name: "Columns" }).uncheck();
    await expect.poll(() => new URL(page.url()).searchParams.get("level")).toBe(null);
  });
});

describe("column page", () => {
  it("is found by its reference, and shows both ways", async () => {
    await page.goto("/?q=s3://bank/transactions%23amount");
    await page
      .getByRole("region", { name: "Exactly this" })
      .getByRole("link", { name: "transactions#amount" })
      .click();
    await heading("transactions#amount").waitFor();
    await page.getByRole("row", { name: /amount_cents.*direct identity/ }).waitFor();
    await page.getByText("Nobody recorded that anything came of it.").waitFor();
    await page.getByRole("link", { name: "s3://bank/transactions" }).first().waitFor();
  });
});

describe("job page", () => {
  it("shows runs, query, and what it reads and writes", async () => {
    await page.goto("/job/spark/load_transactions");
    await heading("load_transactions").waitFor();
    const runs = page.getByRole("region", { name: "Runs", exact: true }).last();
    await expect.poll(() => runs.getByRole("row", { name: /complete.*11 min/ }).count()).toBe(3);
    await page.getByRole("region", { name: "SQL" }).last().getByText("INSERT OVERWRITE").waitFor();
    const data = page.getByRole("region", { name: "What it reads and writes" });
    await data.getByRole("link", { name: "s3://bank/transactions" }).waitFor();
    await data.getByRole("link", { name: /shop.public.payments/ }).waitFor();
  });

  it("says what went wrong in a run that failed", async () => {
    await page.goto("/job/spark/merchant_risk");
    await page.getByText("1 of the 1 shown failed or were aborted.").waitFor();
    await page.getByRole("row", { name: /failed.*Cannot cast amount/ }).getByRole("link").first().click();
    await page
      .getByRole("region", { name: "What went wrong" })
      .getByText("Cannot cast amount")
      .waitFor();
  });
});

describe("run of a job", () => {
  it("leads up to what it is part of, and shows its query", async () => {
    await page.goto(await newestRunOf("urn:clew:job:spark/load_transactions"));
    const crumbs = page.locator(".crumbs");
    await crumbs.getByRole("link", { name: "load_transactions" }).waitFor();
    await crumbs.getByRole("link", { name: "payments_nightly" }).click();
    await heading("payments_nightly").waitFor();
    await page.getByRole("link", { name: "load_transactions" }).first().waitFor();
  });
});

describe("warnings", () => {
  it("tell on a model's page what failed upstream, with links", async () => {
    await page.goto("/model/mlflow/fraud");
    const warnings = page.getByRole("region", { name: /went wrong upstream/ });
    await warnings.getByText(/newest run of merchant_risk failed/).waitFor();
    await warnings.getByText(/failed the assertion amount_between_0_and_50000/).waitFor();
    await warnings.getByRole("link", { name: "merchant_risk" }).first().click();
    await heading("merchant_risk").waitFor();
  });

  it("are not shown where nothing went wrong", async () => {
    await page.goto(await runAddress("merchant-embedding-2026"));
    await heading("merchant-embedding-2026").waitFor();
    expect(await page.getByRole("region", { name: /went wrong upstream/ }).count()).toBe(0);
  });
});

describe("refusals", () => {
  it("says that a page is none of Clew's", async () => {
    await page.goto("/no/such/page");
    await heading("No such page").waitFor();
  });

  it("gives the server's reason and near names for what does not exist", async () => {
    await page.goto("/node/models%3A%2Ffraud%2F99");
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").textContent()).toContain("models:/fraud/99");
  });

  it("says that the server cannot be reached, and recovers", async () => {
    await page.goto("/runs");
    await page.getByRole("link", { name: "fraud-2026-11", exact: true }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Models" }).click();
    await page.getByRole("heading", { name: "Clew does not answer" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("link", { name: "fraud", exact: true }).waitFor();
  });
});

it("moves to the search field when / is pressed", async () => {
  await page.goto("/runs");
  await heading("Runs").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("fraud");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "models", exact: true }).waitFor();
});

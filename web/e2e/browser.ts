import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import type { Node, SearchAnswer, Urn } from "../src/api/types";
import { formatRoute } from "../src/router/route";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Address of the Clew under test, which has been told the story of the demo. */
export const CLEW_URL = requireUrl();

function requireUrl(): string {
  const url = process.env.CLEW_URL;
  if (url === undefined || url === "") {
    throw new Error(
      "CLEW_URL is not set: it names a running Clew that was told the demo's story, such as the one of `./clew demo`.",
    );
  }
  return url.replace(/\/$/, "");
}

/** A page of a fresh browser profile, and what went wrong on it. */
export interface Tab {
  readonly page: Page;
  /** Errors that scripts threw, and addresses of other servers that were asked. */
  readonly faults: string[];
}

/** Starts the browser named by CLEW_CHROMIUM, else Debian's. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CLEW_CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
}

/** Opens a tab that notes every fault. */
export async function open(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({
    baseURL: CLEW_URL,
    viewport: { width: 1280, height: 860 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(CLEW_URL) && !request.url().startsWith("data:")) {
      faults.push(`asked ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
  });
  return { page, faults };
}

/** Asks the read API directly, to know what the pages should show. */
export async function ask<T>(path: string): Promise<T> {
  const response = await fetch(`${CLEW_URL}/api/v1${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** The address of the page of a run, which the story knows by its name only. */
export async function runAddress(name: string): Promise<string> {
  const { results } = await ask<SearchAnswer>(`/search?kind=run&q=${encodeURIComponent(name)}`);
  const run = results.find((result) => result.name === name);
  if (run === undefined) throw new Error(`the story's run ${name} is not there`);
  return formatRoute({ page: "node", urn: run.urn });
}

/** The address of the page of the newest run of a job. */
export async function newestRunOf(job: Urn): Promise<string> {
  const { runs } = await ask<{ runs: Node[] }>(`/runs?limit=1&of=${encodeURIComponent(job)}`);
  const newest = runs[0];
  if (newest === undefined) throw new Error(`the story's job ${job} has no run`);
  return formatRoute({ page: "node", urn: newest.urn });
}

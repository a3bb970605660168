import { expect, it } from "vitest";
import type { HistoryEntry } from "../api/types";
import { changesOf } from "./history";

function said(key: string, value: string, to: string | null = null): HistoryEntry {
  return {
    key,
    value,
    from: "2026-01-05T10:00:00.000Z",
    to,
    by: "urn:clew:agent:person/ann",
    entry: 1,
  };
}

it("keeps what changed, what ended and what tells something, and leaves out the rest", () => {
  const later = "2026-01-06T10:00:00.000Z";
  const history = [
    said("status", "complete"),
    said("status", "running", later),
    said("alias.production", "true"),
    said("tag.team", "fraud"),
    said("tag.reviewed", "no", later),
    said("name", "new"),
    said("name", "old", later),
    said("description", "once"),
    said("stage", "None"),
  ];
  expect(changesOf(history).map((entry) => `${entry.key}=${String(entry.value)}`)).toEqual([
    "status=complete",
    "status=running",
    "alias.production=true",
    "tag.reviewed=no",
    "name=new",
    "name=old",
  ]);
});

import { describe, expect, it } from "vitest";
import type { HistoryEntry, Node, Urn } from "../api/types";
import { holderBefore, modelOf, newerOf, notedGood, saysGood, versionBefore } from "./baselines";
import { runBefore } from "./runs";

const version = (n: number): Urn => `urn:clew:model-version:mlflow/fraud/${n}`;
const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;
let entries = 0;
const entry = (key: string, n: number, from: number, to?: number): HistoryEntry =>
  ({ key, value: version(n), from: day(from), to: to === undefined ? null : day(to), entry: ++entries }) as HistoryEntry;
const note = (said: string): Node => ({ name: "note", attributes: { text: said } }) as unknown as Node;

const registered = [entry("version", 1, 1), entry("version", 2, 2), entry("version", 3, 4), entry("version", 4, 6)];

it("knows a version's model", () => {
  expect(modelOf(version(3))).toBe("urn:clew:model:mlflow/fraud");
  expect(modelOf("urn:clew:run:mlflow/a")).toBe(undefined);
});

it("finds the version registered before", () => {
  expect(versionBefore(version(4), { history: registered })).toBe(version(3));
  expect(versionBefore(version(1), { history: registered })).toBe(undefined);
  expect(versionBefore(version(9), { history: registered })).toBe(undefined);
});

describe("holderBefore", () => {
  it("is the one that the alias was taken from", () => {
    const history = [
      ...registered,
      entry("alias.production", 1, 1, 2),
      entry("alias.production", 2, 2, 5),
      entry("alias.production", 4, 6),
    ];
    expect(holderBefore(version(4), { history })).toEqual({
      urn: version(2),
      why: "held @production before",
      until: day(5),
    });
    expect(holderBefore(version(2), { history })?.urn).toBe(version(1));
    expect(holderBefore(version(1), { history })).toBe(undefined);
  });

  it("is the one in use for a version that never held an alias", () => {
    const history = [...registered, entry("alias.production", 2, 2)];
    expect(holderBefore(version(4), { history })).toEqual({ urn: version(2), why: "holds @production" });
  });

  it("asks for production before other aliases", () => {
    const history = [
      ...registered,
      entry("alias.a-test", 3, 4, 5),
      entry("alias.a-test", 4, 6),
      entry("alias.production", 2, 2, 6),
      entry("alias.production", 4, 6),
    ];
    expect(holderBefore(version(4), { history })?.urn).toBe(version(2));
  });
});

it("finds the newest version before that a note calls good, and takes the newer of two", () => {
  const notes = new Map([
    [version(1), [note("Known good.")]],
    [version(3), [note("No idea."), note("#good after a week in the field")]],
    [version(4), [note("good")]],
  ]);
  const good = notedGood(version(4), { history: registered }, notes);
  expect(good?.urn).toBe(version(3));
  const held = { urn: version(2), why: "held" };
  expect(newerOf(held, good, { history: registered })).toBe(good);
  expect(newerOf(held, undefined, { history: registered })).toBe(held);
});

it.each([
  ["Good: no complaints", true],
  ["the last good one", true],
  ["known-good", true],
  ["#good", true],
  ["Not good enough", false],
  ["goods are flagged", false],
])("reads the note %j", (said, good) => {
  expect(saysGood(note(said))).toBe(good);
});

it("finds the run before that completed", () => {
  const run = (urn: string, status: string) => ({ urn, attributes: { status } }) as unknown as Node;
  const runs = [run("c", "failed"), run("b", "failed"), run("a", "complete")];
  expect(runBefore("c", runs)?.urn).toBe("a");
  expect(runBefore("a", runs)).toBe(undefined);
  expect(runBefore("x", runs)).toBe(undefined);
});

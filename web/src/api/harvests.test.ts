import { describe, expect, it } from "vitest";
import { isAlive, type Harvest } from "./harvests";

const HARVEST: Harvest = {
  id: 1,
  kind: "mlflow",
  origin: "sqlite:////old.db",
  state: "running",
  reason: null,
  position: "",
  started: "2026-01-01T00:00:00Z",
  heard: "2026-01-01T00:05:00Z",
  ended: null,
  completed: null,
  expected: null,
  brought: 0,
  refused: 0,
  broughtEver: 0,
  errors: 0,
};

describe("isAlive", () => {
  it("takes a harvester that is silent for a minute for killed", () => {
    const heard = Date.parse(HARVEST.heard);
    expect(isAlive(HARVEST, heard + 59_000)).toBe(true);
    expect(isAlive(HARVEST, heard + 61_000)).toBe(false);
    expect(isAlive({ ...HARVEST, state: "complete" }, heard)).toBe(false);
  });
});

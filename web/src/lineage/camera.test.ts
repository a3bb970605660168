import { describe, expect, it } from "vitest";
import {
  fit,
  overlap,
  pan,
  place,
  reveal,
  SCALE_MAX,
  SCALE_MIN,
  seen,
  toScreen,
  toWorld,
  zoom,
  type Camera,
} from "./camera";

const size = { width: 800, height: 600 };
const camera: Camera = { x: 100, y: 50, scale: 2 };

describe("camera", () => {
  it("maps places there and back", () => {
    const screen = { x: 123, y: 456 };
    expect(toScreen(camera, size, toWorld(camera, size, screen))).toEqual(screen);
    expect(toScreen(camera, size, { x: 100, y: 50 })).toEqual({ x: 400, y: 300 });
  });

  it("pans by pixels whatever the scale", () => {
    const before = toScreen(camera, size, { x: 0, y: 0 });
    const after = toScreen(pan(camera, 10, -20), size, { x: 0, y: 0 });
    expect(after).toEqual({ x: before.x + 10, y: before.y - 20 });
  });

  it("keeps what is under the pointer there while zooming, within limits", () => {
    const at = { x: 700, y: 10 };
    const under = toWorld(camera, size, at);
    const near = zoom(camera, size, at, 1.3);
    expect(toScreen(near, size, under).x).toBeCloseTo(at.x);
    expect(toScreen(near, size, under).y).toBeCloseTo(at.y);
    expect(zoom(camera, size, at, 1e9).scale).toBe(SCALE_MAX);
    expect(zoom(camera, size, at, 1e-9).scale).toBe(SCALE_MIN);
  });

  it("fits a drawing, but enlarges none", () => {
    const wide = fit({ width: 8000, height: 100 }, size);
    const view = seen(wide, size);
    expect(view.left).toBeLessThan(0);
    expect(view.right).toBeGreaterThan(8000);
    expect(fit({ width: 10, height: 10 }, size).scale).toBe(1);
  });

  it("puts a place where it is wanted", () => {
    const placed = place({ x: 5, y: 6 }, size, { x: 70, y: 80 }, 1.5);
    expect(toScreen(placed, size, { x: 5, y: 6 })).toEqual({ x: 70, y: 80 });
  });

  it("moves only as far as needed to see a box", () => {
    const inView = { left: 90, right: 110, top: 40, bottom: 60 };
    expect(reveal(camera, size, inView)).toEqual(camera);
    const right = { left: 900, right: 1000, top: 40, bottom: 60 };
    const moved = reveal(camera, size, right);
    expect(seen(moved, size).right).toBe(1020);
    expect(moved.y).toBe(camera.y);
    const tooWide = { left: 0, right: 5000, top: 40, bottom: 60 };
    expect(reveal(camera, size, tooWide).x).toBe(2500);
  });

  it("knows boxes that touch from boxes apart", () => {
    const box = { left: 0, right: 10, top: 0, bottom: 10 };
    expect(overlap(box, { left: 10, right: 20, top: 5, bottom: 6 })).toBe(true);
    expect(overlap(box, { left: 11, right: 20, top: 5, bottom: 6 })).toBe(false);
  });
});

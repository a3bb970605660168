import type { Size } from "../ui/useSize";

export type { Size };

/** A place in the drawing, in the layout's units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of the drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What of the drawing is seen: the place in the middle of the screen, and pixels for each unit. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export const SCALE_MIN = 0.01;
export const SCALE_MAX = 3;

/** The smallest scale at which names can be read. */
export const SCALE_READABLE = 0.55;

/** Turns a place on the screen into one of the drawing. */
export function toWorld(camera: Camera, size: Size, screen: Point): Point {
  return {
    x: camera.x + (screen.x - size.width / 2) / camera.scale,
    y: camera.y + (screen.y - size.height / 2) / camera.scale,
  };
}

/** Turns a place of the drawing into one on the screen. */
export function toScreen(camera: Camera, size: Size, world: Point): Point {
  return {
    x: size.width / 2 + (world.x - camera.x) * camera.scale,
    y: size.height / 2 + (world.y - camera.y) * camera.scale,
  };
}

/** Moves the drawing by pixels. */
export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** Zooms by a factor; what lies under the given place of the screen stays there. */
export function zoom(camera: Camera, size: Size, at: Point, factor: number): Camera {
  const scale = Math.min(SCALE_MAX, Math.max(SCALE_MIN, camera.scale * factor));
  const under = toWorld(camera, size, at);
  return {
    x: under.x - (at.x - size.width / 2) / scale,
    y: under.y - (at.y - size.height / 2) / scale,
    scale,
  };
}

/** Shows all of a drawing with a margin, never larger than life. */
export function fit(drawing: Size, size: Size, margin: number = 24): Camera {
  const across = (size.width - 2 * margin) / Math.max(1, drawing.width);
  const down = (size.height - 2 * margin) / Math.max(1, drawing.height);
  return {
    x: drawing.width / 2,
    y: drawing.height / 2,
    scale: Math.min(1, Math.max(SCALE_MIN, Math.min(across, down))),
  };
}

/** Puts a place of the drawing at a place of the screen. */
export function place(world: Point, size: Size, screen: Point, scale: number): Camera {
  return {
    x: world.x - (screen.x - size.width / 2) / scale,
    y: world.y - (screen.y - size.height / 2) / scale,
    scale,
  };
}

/** The part of the drawing that is seen. */
export function seen(camera: Camera, size: Size): Box {
  const halfWidth = size.width / 2 / camera.scale;
  const halfHeight = size.height / 2 / camera.scale;
  return {
    left: camera.x - halfWidth,
    top: camera.y - halfHeight,
    right: camera.x + halfWidth,
    bottom: camera.y + halfHeight,
  };
}

/** Moves no more than needed to see a box with some room around it. */
export function reveal(camera: Camera, size: Size, box: Box, room: number = 40): Camera {
  const view = seen(camera, size);
  const edge = room / camera.scale;
  const shift = (low: number, high: number, viewLow: number, viewHigh: number) => {
    if (high - low > viewHigh - viewLow - 2 * edge) return (low + high - viewLow - viewHigh) / 2;
    if (low < viewLow + edge) return low - viewLow - edge;
    if (high > viewHigh - edge) return high - viewHigh + edge;
    return 0;
  };
  return {
    ...camera,
    x: camera.x + shift(box.left, box.right, view.left, view.right),
    y: camera.y + shift(box.top, box.bottom, view.top, view.bottom),
  };
}

/** Says whether two boxes share any place. */
export function overlap(a: Box, b: Box): boolean {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}

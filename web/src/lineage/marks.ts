import type { Urn } from "../api/types";
import type { Box, Camera, Size } from "./camera";
import { fit, place, reveal, SCALE_READABLE } from "./camera";
import type { Palette } from "./palette";
import type { Scene, SceneNode } from "./scene";

/** What of a drawing is brought out: one path through it, and numbers on some of its nodes. */
export interface Marks {
  /** From the one end to the other; nodes that are not drawn are passed over. */
  readonly path: readonly Urn[];
  readonly numbers: ReadonlyMap<Urn, number>;
}

/** A path as the drawing asks for it: which nodes and edges lie on it. */
export class MarkedPath {
  private readonly nodes: ReadonlySet<Urn>;
  private readonly steps: ReadonlySet<string>;

  constructor(path: readonly Urn[]) {
    this.nodes = new Set(path);
    this.steps = new Set(path.slice(1).map((urn, i) => step(path[i] ?? "", urn)));
  }

  has(urn: Urn): boolean {
    return this.nodes.has(urn);
  }

  /** Whether an edge joins two neighbours of the path, whichever way it points. */
  joins(from: Urn, to: Urn): boolean {
    return this.steps.has(step(from, to)) || this.steps.has(step(to, from));
  }
}

function step(from: Urn, to: Urn): string {
  return `${from} ${to}`;
}

/** Aims at a path: all of it where its names can be read, else the end that it leads to. */
export function lookAt(path: readonly Urn[], scene: Scene, size: Size, now: Camera): Camera {
  const drawn = path.flatMap((urn) => scene.find(urn) ?? []);
  const last = drawn.at(-1);
  if (last === undefined) return now;
  const box = around(drawn);
  const whole = fit({ width: box.right - box.left, height: box.bottom - box.top }, size, 36);
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  const screen = { x: size.width / 2, y: size.height / 2 };
  const scale = Math.max(whole.scale, SCALE_READABLE);
  const aimed = place(middle, size, screen, scale);
  return scale > whole.scale ? reveal(aimed, size, last.box) : aimed;
}

function around(nodes: readonly SceneNode[]): Box {
  return {
    left: Math.min(...nodes.map(({ box }) => box.left)),
    top: Math.min(...nodes.map(({ box }) => box.top)),
    right: Math.max(...nodes.map(({ box }) => box.right)),
    bottom: Math.max(...nodes.map(({ box }) => box.bottom)),
  };
}

/** A number on the corner of a node, clear of its text. */
export function drawNumber(
  context: CanvasRenderingContext2D,
  { box }: SceneNode,
  number: number,
  lit: boolean,
  palette: Palette,
): void {
  const words = number.toString();
  const half = 6 + 4 * words.length;
  context.beginPath();
  context.roundRect(box.right - 8 - half, box.top - 10, 2 * half, 20, 10);
  context.fillStyle = lit ? palette.accent : palette.surface;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = lit ? palette.accent : palette.ink;
  context.stroke();
  context.font = `700 12px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = lit ? palette.surface : palette.ink;
  context.fillText(words, box.right - 8, box.top + 0.5);
}

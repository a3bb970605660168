import type { Urn } from "../api/types";
import { text } from "../words/attributes";
import { EDGES, KINDS, type Family } from "../words/kinds";
import { captionOf, nameOf } from "../words/names";
import { overlap, seen, type Camera, type Point, type Size } from "./camera";
import { clip, ellipsis } from "./ellipsis";
import { drawNumber, MarkedPath, type Marks } from "./marks";
import type { Palette } from "./palette";
import type { Scene, SceneEdge, SceneNode } from "./scene";

/** What is drawn, and how it is seen. */
export interface Drawing {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly size: Size;
  readonly selected: Urn | undefined;
  readonly hovered: Urn | undefined;
  readonly marks?: Marks | undefined;
}

/** How faint everything is that does not lie on a marked path. */
const OFF_PATH = 0.38;

/** Heights of a node in pixels below which its text, and then its outline, say nothing. */
const TEXT_PIXELS = 20;
const OUTLINE_PIXELS = 7;
/** More edges in view than this are drawn straight and thin. */
const CURVED_EDGES_MAX = 4_000;
/** More labels than this around one node cover each other; the panel beside the drawing has them all. */
const LABELS_MAX = 6;
const RADIUS = 7;

const shapes = new Map<string, Path2D>();

/** Draws what is in view, and nothing else. */
export function draw(context: CanvasRenderingContext2D, drawing: Drawing, palette: Palette): void {
  const { scene, camera, size, marks } = drawing;
  const path = marks === undefined || marks.path.length < 2 ? undefined : new MarkedPath(marks.path);
  const view = seen(camera, size);
  const ratio = context.canvas.width / size.width;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.translate(size.width / 2, size.height / 2);
  context.scale(camera.scale, camera.scale);
  context.translate(-camera.x, -camera.y);

  drawEdges(context, drawing, path, scene.edges.filter((edge) => overlap(edge.box, view)), palette);
  const nodes = scene.nodes.filter((node) => overlap(node.box, view));
  const first = nodes[0];
  if (first === undefined) return;
  const pixels = (first.box.bottom - first.box.top) * camera.scale;
  if (pixels < OUTLINE_PIXELS) {
    drawDots(context, nodes, palette);
    drawMarked(context, drawing, nodes, palette);
  } else {
    for (const node of nodes) {
      const lit = path?.has(node.node.urn) ?? true;
      context.globalAlpha = lit ? 1 : OFF_PATH;
      drawNode(context, drawing, node, palette, pixels >= TEXT_PIXELS, path !== undefined && lit);
    }
    context.globalAlpha = 1;
  }
  if (marks !== undefined) {
    for (const node of nodes) {
      const number = marks.numbers.get(node.node.urn);
      if (number !== undefined) drawNumber(context, node, number, path?.has(node.node.urn) ?? false, palette);
    }
  }
}

function drawEdges(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  path: MarkedPath | undefined,
  edges: readonly SceneEdge[],
  palette: Palette,
): void {
  const { camera, selected } = drawing;
  const curved = edges.length <= CURVED_EDGES_MAX;
  const touching = edges.filter(({ edge }) =>
    path === undefined
      ? selected !== undefined && (edge.from === selected || edge.to === selected)
      : path.joins(edge.from, edge.to),
  );
  const plain = new Path2D();
  const inferred = new Path2D();
  for (const edge of edges) trace(edge.edge.assertion === "inferred" ? inferred : plain, edge, curved);
  context.strokeStyle = palette.edge;
  context.globalAlpha = (curved ? 0.75 : 0.35) * (path === undefined ? 1 : OFF_PATH);
  context.lineWidth = curved ? 1.2 : 0.7 / camera.scale;
  context.setLineDash([]);
  context.stroke(plain);
  context.setLineDash([6, 4]);
  context.stroke(inferred);
  context.globalAlpha = 1;

  context.strokeStyle = palette.accent;
  context.lineWidth = Math.max(2, 1.2 / camera.scale);
  for (const edge of touching) {
    const path = new Path2D();
    trace(path, edge, curved);
    context.setLineDash(edge.edge.assertion === "inferred" ? [6, 4] : []);
    context.stroke(path);
  }
  context.setLineDash([]);
  if (camera.scale >= 0.5) {
    for (const edge of curved ? edges : touching) {
      const lit = touching.includes(edge);
      context.globalAlpha = lit || path === undefined ? 1 : OFF_PATH;
      drawHead(context, edge, lit ? palette.accent : palette.edge);
    }
    context.globalAlpha = 1;
    if (touching.length <= LABELS_MAX) {
      for (const edge of touching) drawLabel(context, edge, palette);
    }
  }
}

function trace(path: Path2D, { points }: SceneEdge, curved: boolean): void {
  const [first, ...rest] = points;
  if (first === undefined) return;
  path.moveTo(first.x, first.y);
  let from = first;
  for (const to of rest) {
    if (curved && from.x !== to.x) {
      const middle = (from.x + to.x) / 2;
      path.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
    } else {
      path.lineTo(to.x, to.y);
    }
    from = to;
  }
}

/** A small head at the effect's end: things flow from cause to effect. */
function drawHead(context: CanvasRenderingContext2D, { points }: SceneEdge, color: string): void {
  const [tip, before] = points;
  if (tip === undefined || before === undefined) return;
  const way = Math.sign(tip.x - before.x);
  const down = way === 0 ? Math.sign(tip.y - before.y) : 0;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(tip.x - 7 * way - 4 * Math.abs(down), tip.y - 4 * Math.abs(way) - 7 * down);
  context.lineTo(tip.x - 7 * way + 4 * Math.abs(down), tip.y + 4 * Math.abs(way) - 7 * down);
  context.fill();
}

function drawLabel(context: CanvasRenderingContext2D, edge: SceneEdge, palette: Palette): void {
  const at = middleOf(edge.points);
  const words = EDGES[edge.edge.kind].forth;
  context.font = `500 11px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 5;
  context.lineJoin = "round";
  context.strokeStyle = palette.background;
  context.strokeText(words, at.x, at.y);
  context.fillStyle = palette.accent;
  context.fillText(words, at.x, at.y);
}

function middleOf(points: readonly Point[]): Point {
  const half = (points.length - 1) / 2;
  const a = points[Math.floor(half)] ?? { x: 0, y: 0 };
  const b = points[Math.ceil(half)] ?? a;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** From far away a node is a block of its family's colour; one path for each family is fast. */
function drawDots(
  context: CanvasRenderingContext2D,
  nodes: readonly SceneNode[],
  palette: Palette,
): void {
  const blocks = new Map<Family, Path2D>();
  for (const { node, box } of nodes) {
    const { family } = KINDS[node.kind];
    const path = blocks.get(family) ?? new Path2D();
    blocks.set(family, path);
    path.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  }
  for (const [family, path] of blocks) {
    context.fillStyle = palette.family[family];
    context.fill(path);
  }
}

function drawMarked(
  context: CanvasRenderingContext2D,
  { scene, camera, selected }: Drawing,
  nodes: readonly SceneNode[],
  palette: Palette,
): void {
  const room = 4 / camera.scale;
  for (const { node, box } of nodes) {
    if (node.urn !== selected && node.urn !== scene.root) continue;
    context.strokeStyle = node.urn === selected ? palette.accent : palette.ink;
    context.lineWidth = 2 / camera.scale;
    context.strokeRect(
      box.left - room,
      box.top - room,
      box.right - box.left + 2 * room,
      box.bottom - box.top + 2 * room,
    );
  }
}

function drawNode(
  context: CanvasRenderingContext2D,
  { scene, camera, selected, hovered }: Drawing,
  scenic: SceneNode,
  palette: Palette,
  readable: boolean,
  onPath: boolean,
): void {
  const { node, box } = scenic;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const failed = isFailed(scenic);
  const chosen = node.urn === selected;
  context.beginPath();
  context.roundRect(box.left, box.top, width, height, RADIUS);
  context.fillStyle = chosen ? palette.accentSoft : palette.surface;
  context.fill();
  context.setLineDash(failed || node.deleted ? [4, 3] : []);
  context.lineWidth = chosen || onPath || node.urn === scene.root ? 2 : 1;
  if (!readable) context.lineWidth = Math.max(context.lineWidth, 1 / camera.scale);
  context.strokeStyle = chosen || onPath
    ? palette.accent
    : node.urn === scene.root
      ? palette.ink
      : failed
        ? palette.bad
        : node.urn === hovered
          ? palette.accent
          : palette.edge;
  context.stroke();
  context.setLineDash([]);

  const mark = readable ? 16 : Math.min(height * 0.6, 28);
  drawShape(context, scenic, palette, box.left + 10, box.top + (height - mark) / 2, mark);
  if (readable) drawText(context, scenic, palette);
  if (scenic.gaps.length > 0) drawGap(context, scenic, palette);
  if (scenic.open) drawPlus(context, scenic, palette);
}

function drawShape(
  context: CanvasRenderingContext2D,
  { node }: SceneNode,
  palette: Palette,
  left: number,
  top: number,
  mark: number,
): void {
  const words = KINDS[node.kind];
  const shape = shapes.get(words.shape) ?? new Path2D(words.shape);
  shapes.set(words.shape, shape);
  context.save();
  context.translate(left, top);
  context.scale(mark / 16, mark / 16);
  context.lineWidth = 1.6;
  context.lineJoin = "round";
  context.lineCap = "round";
  context.strokeStyle = palette.family[words.family];
  context.fillStyle = palette.family[words.family];
  if (words.solid) context.fill(shape);
  context.stroke(shape);
  context.restore();
}

function drawText(context: CanvasRenderingContext2D, scenic: SceneNode, palette: Palette): void {
  const { node, box } = scenic;
  const left = box.left + 34;
  const room = box.right - left - (scenic.gaps.length > 0 ? 26 : 10);
  const middle = (box.top + box.bottom) / 2;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.font = `600 13px ${palette.font}`;
  context.fillStyle = palette.ink;
  const title = ellipsis(nameOf(node), room, (words) => context.measureText(words).width);
  context.fillText(title, left, middle - 2);
  if (node.deleted) {
    context.fillRect(left, middle - 7, context.measureText(title).width, 1);
  }
  context.font = `400 11px ${palette.font}`;
  context.fillStyle = isFailed(scenic) ? palette.bad : palette.quiet;
  const caption = clip(captionOf(node), room, (words) => context.measureText(words).width);
  context.fillText(caption, left, middle + 13);
}

function drawGap(context: CanvasRenderingContext2D, { box }: SceneNode, palette: Palette): void {
  const x = box.right - 14;
  const y = (box.top + box.bottom) / 2;
  context.font = `700 12px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.strokeStyle = palette.warn;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 7.5, 0, 2 * Math.PI);
  context.stroke();
  context.fillStyle = palette.warn;
  context.fillText("!", x, y + 0.5);
}

/** A plus where the question stopped; it sits on the corner, clear of the edges. */
function drawPlus(context: CanvasRenderingContext2D, { box }: SceneNode, palette: Palette): void {
  context.fillStyle = palette.accent;
  context.beginPath();
  context.arc(box.left, box.top, 8, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = palette.surface;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(box.left - 4, box.top);
  context.lineTo(box.left + 4, box.top);
  context.moveTo(box.left, box.top - 4);
  context.lineTo(box.left, box.top + 4);
  context.stroke();
}

function isFailed({ node }: SceneNode): boolean {
  const status = text(node.attributes, "status");
  return status === "failed" || status === "aborted";
}

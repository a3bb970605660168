import type { Edge, LayoutAnswer, Node, Urn } from "../api/types";
import { groupBy } from "../words/group";
import { kindOf } from "../words/urn";
import { overlap, type Box, type Point, type Size } from "./camera";

/** A node where it is drawn. */
export interface SceneNode {
  readonly node: Node;
  readonly box: Box;
  readonly layer: number;
  /** Whether the question stopped here, so that more can be asked for. */
  readonly open: boolean;
  /** What the record lacks about it. */
  readonly gaps: readonly string[];
}

/** An edge along its way, from the effect to the cause. */
export interface SceneEdge {
  readonly edge: Edge;
  readonly points: readonly Point[];
  readonly box: Box;
}

/** Where to go from a node with the arrow keys. */
export type Heading = "cause" | "effect" | "above" | "below";

/** A lineage answer laid out: what the canvas draws and the list says. */
export class Scene {
  readonly root: Urn;
  readonly size: Size;
  /** By layer, then from top to bottom. */
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  private readonly byUrn: ReadonlyMap<Urn, SceneNode>;
  private readonly byEffect: ReadonlyMap<Urn, Edge[]>;
  private readonly byCause: ReadonlyMap<Urn, Edge[]>;
  private readonly distances: ReadonlyMap<Urn, number>;

  constructor(readonly answer: LayoutAnswer) {
    const { lineage } = answer;
    this.root = lineage.of;
    this.size = { width: answer.width, height: answer.height };
    const open = new Set(lineage.verdict.frontier.first);
    const gaps = groupBy(lineage.verdict.gaps.first, (gap) => gap.urn);
    const described = new Map(lineage.nodes.map((node) => [node.urn, node]));
    this.nodes = answer.placed
      .flatMap((placed) => {
        const node = described.get(placed.urn);
        if (node === undefined) return [];
        const scene: SceneNode = {
          node,
          box: {
            left: placed.x - placed.width / 2,
            top: placed.y - placed.height / 2,
            right: placed.x + placed.width / 2,
            bottom: placed.y + placed.height / 2,
          },
          layer: placed.layer,
          open: open.has(placed.urn),
          gaps: (gaps.get(placed.urn) ?? []).map((gap) => gap.what),
        };
        return [scene];
      })
      .sort((a, b) => a.layer - b.layer || a.box.top - b.box.top);
    this.byUrn = new Map(this.nodes.map((scene) => [scene.node.urn, scene]));
    this.byEffect = groupBy(lineage.edges, (edge) => edge.from);
    this.byCause = groupBy(lineage.edges, (edge) => edge.to);
    const found = new Map([
      ...distances(this.root, (urn) => this.effects(urn).map((edge) => edge.from)),
      ...distances(this.root, (urn) => this.causes(urn).map((edge) => edge.to)),
    ]);
    const things = new Map([...beside(found, lineage.edges), ...found]);
    this.distances = new Map([...within(things, lineage.edges), ...things]);
    const edges = new Map(lineage.edges.map((edge) => [edgeKey(edge), edge]));
    this.edges = answer.routes.flatMap((route) => {
      const edge = edges.get(edgeKey(route));
      if (edge === undefined) return [];
      const points = route.points.map(([x = 0, y = 0]) => ({ x, y }));
      return [{ edge, points, box: around(points) }];
    });
  }

  /** The node of a URN, where it is drawn. */
  find(urn: Urn | undefined): SceneNode | undefined {
    return urn === undefined ? undefined : this.byUrn.get(urn);
  }

  /** The node drawn at a place. */
  at(point: Point): SceneNode | undefined {
    const box = { left: point.x, right: point.x, top: point.y, bottom: point.y };
    return this.nodes.find((scene) => overlap(scene.box, box));
  }

  /** Edges from a node to its causes. */
  causes(urn: Urn): readonly Edge[] {
    return this.byEffect.get(urn) ?? [];
  }

  /** Edges from a node's effects to it. */
  effects(urn: Urn): readonly Edge[] {
    return this.byCause.get(urn) ?? [];
  }

  /** How many edges lie between a node and the one that was asked about; undefined when no way does. */
  steps(scenic: SceneNode): number | undefined {
    return this.distances.get(scenic.node.urn);
  }

  /** The nodes from the one that was asked about outwards, each layer from top to bottom. */
  outwards(): SceneNode[] {
    const far = (scenic: SceneNode) => this.steps(scenic) ?? Number.MAX_SAFE_INTEGER;
    return [...this.nodes].sort((a, b) => far(a) - far(b));
  }

  /** The next node in a direction: along an edge, or up and down within the layer. */
  next(urn: Urn, heading: Heading): SceneNode | undefined {
    const here = this.find(urn);
    if (here === undefined) return this.nodes[0];
    if (heading === "above" || heading === "below") {
      const layer = this.nodes.filter((scene) => scene.layer === here.layer);
      return layer[layer.indexOf(here) + (heading === "above" ? -1 : 1)];
    }
    const ends =
      heading === "cause"
        ? this.causes(urn).map((edge) => edge.to)
        : this.effects(urn).map((edge) => edge.from);
    return ends
      .flatMap((end) => this.find(end) ?? [])
      .sort((a, b) => distance(a, here) - distance(b, here))[0];
  }
}

/** How many edges lead from a node to each that can be reached, one way only. */
function distances(root: Urn, next: (urn: Urn) => readonly Urn[]): Map<Urn, number> {
  const found = new Map([[root, 0]]);
  // A map goes on with what is added while it is walked through: breadth first.
  for (const [urn, steps] of found) {
    for (const end of next(urn)) if (!found.has(end)) found.set(end, steps + 1);
  }
  return found;
}

/** What contains a node that was found is shown beside it, though no way leads there downstream. */
function beside(found: ReadonlyMap<Urn, number>, edges: readonly Edge[]): Map<Urn, number> {
  const containers = new Map<Urn, number>();
  for (const { from, kind, to } of edges) {
    const steps = found.get(from);
    if (steps === undefined || (kind !== "part-of" && kind !== "version-of")) continue;
    containers.set(to, Math.min(steps + 1, containers.get(to) ?? Number.MAX_SAFE_INTEGER));
  }
  return containers;
}

/** Columns that no way leads to are as near as their dataset. */
function within(found: ReadonlyMap<Urn, number>, edges: readonly Edge[]): Map<Urn, number> {
  const columns = new Map<Urn, number>();
  for (const { from, kind, to } of edges) {
    const steps = found.get(to);
    if (steps === undefined || kind !== "part-of" || kindOf(from) !== "column") continue;
    columns.set(from, Math.min(steps, columns.get(from) ?? Number.MAX_SAFE_INTEGER));
  }
  return columns;
}

function edgeKey(edge: Pick<Edge, "from" | "kind" | "to">): string {
  return `${edge.from} ${edge.kind} ${edge.to}`;
}

function around(points: readonly Point[]): Box {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

function distance(a: SceneNode, b: SceneNode): number {
  return Math.abs(a.box.top - b.box.top) + Math.abs(a.layer - b.layer);
}

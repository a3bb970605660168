import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import type { Urn } from "../api/types";
import { THEME_CHANGED } from "../frame/theme";
import { captionOf, nameOf } from "../words/names";
import {
  fit,
  pan,
  place,
  reveal,
  SCALE_READABLE,
  toScreen,
  toWorld,
  zoom,
  type Camera,
  type Point,
  type Size,
} from "./camera";
import { draw } from "./draw";
import { readPalette, type Palette } from "./palette";
import type { Heading, Scene, SceneNode } from "./scene";

const DRAG_PIXELS = 4;
const KEY_PAN_PIXELS = 60;
const KEYS: Readonly<Record<string, Heading>> = {
  ArrowLeft: "cause",
  ArrowRight: "effect",
  ArrowUp: "above",
  ArrowDown: "below",
};

interface LineageCanvasProps {
  readonly scene: Scene;
  readonly selected: Urn | undefined;
  readonly onSelect: (urn: Urn) => void;
  /** Follows an open node further. */
  readonly onExpand: (urn: Urn) => void;
}

/** The drawing of a lineage answer: pan, zoom, select and expand by mouse, touch or keyboard. */
export function LineageCanvas({ scene, selected, onSelect, onExpand }: LineageCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const palette = usePalette(box);
  const [camera, setCamera] = useState<Camera>();
  const [hovered, setHovered] = useState<Urn>();
  const pointers = useRef(new Map<number, Point>());
  const dragged = useRef(false);

  useCameraOf(scene, selected, size, camera, setCamera);

  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (context == null || camera === undefined || palette === undefined || size === undefined) {
      return undefined;
    }
    const frame = requestAnimationFrame(() =>
      draw(context, { scene, camera, size, selected, hovered }, palette),
    );
    return () => cancelAnimationFrame(frame);
  }, [scene, camera, size, selected, hovered, palette]);

  useWheel(canvas, (at, event) => {
    if (size === undefined || camera === undefined) return false;
    const mine = event.ctrlKey || event.metaKey || document.activeElement === canvas.current;
    if (!mine) return false;
    setCamera(zoom(camera, size, at, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))));
    return true;
  });

  if (size === undefined || camera === undefined) {
    return <div ref={box} className="lineage-canvas" />;
  }

  const under = (point: Point): SceneNode | undefined => scene.at(toWorld(camera, size, point));
  const onPlus = (point: Point): SceneNode | undefined =>
    scene.nodes.find(({ open, box: node }) => {
      if (!open) return false;
      const corner = toScreen(camera, size, { x: node.left, y: node.top });
      return Math.hypot(corner.x - point.x, corner.y - point.y) <= Math.max(12, 10 * camera.scale);
    });
  const pointOf = (event: PointerEvent): Point => ({
    x: event.nativeEvent.offsetX,
    y: event.nativeEvent.offsetY,
  });

  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, pointOf(event));
    if (pointers.current.size === 1) dragged.current = false;
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const now = pointOf(event);
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) {
      setHovered((onPlus(now) ?? under(now))?.node.urn);
      return;
    }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      dragged.current = true;
      const factor = apart(now, other) / Math.max(1, apart(before, other));
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      setCamera(zoom(camera, size, middle, factor));
    } else if (dragged.current || apart(now, before) >= DRAG_PIXELS) {
      dragged.current = true;
      setCamera(pan(camera, now.x - before.x, now.y - before.y));
    } else {
      return;
    }
    pointers.current.set(event.pointerId, now);
  };
  const up = (event: PointerEvent<HTMLCanvasElement>) => {
    pointers.current.delete(event.pointerId);
    if (dragged.current || event.type === "pointercancel") return;
    const point = pointOf(event);
    const open = onPlus(point);
    const hit = open ?? under(point);
    if (hit === undefined) return;
    onSelect(hit.node.urn);
    if (open !== undefined) onExpand(open.node.urn);
  };
  const doubleClick = (event: React.MouseEvent<HTMLCanvasElement>) => {
    const point = { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY };
    const hit = under(point);
    if (hit?.open === true) onExpand(hit.node.urn);
    else if (hit === undefined) setCamera(zoom(camera, size, point, 1.6));
  };
  const middle = { x: size.width / 2, y: size.height / 2 };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const heading = KEYS[event.key];
    if (heading !== undefined && event.shiftKey) {
      const dx = heading === "cause" ? 1 : heading === "effect" ? -1 : 0;
      const dy = heading === "above" ? 1 : heading === "below" ? -1 : 0;
      setCamera(pan(camera, dx * KEY_PAN_PIXELS, dy * KEY_PAN_PIXELS));
    } else if (heading !== undefined) {
      const next = scene.next(selected ?? scene.root, heading);
      if (next !== undefined) onSelect(next.node.urn);
    } else if (event.key === "+" || event.key === "=") {
      setCamera(zoom(camera, size, middle, 1.25));
    } else if (event.key === "-") {
      setCamera(zoom(camera, size, middle, 0.8));
    } else if (event.key === "0") {
      setCamera(fit(scene.size, size));
    } else if (event.key === "Enter" && scene.find(selected)?.open === true) {
      if (selected !== undefined) onExpand(selected);
    } else {
      return;
    }
    event.preventDefault();
  };

  const current = scene.find(selected);
  const pointed = scene.find(hovered);
  return (
    <div ref={box} className="lineage-canvas">
      <canvas
        ref={canvas}
        width={Math.round(size.width * window.devicePixelRatio)}
        height={Math.round(size.height * window.devicePixelRatio)}
        style={{ width: size.width, height: size.height, cursor: pointed ? "pointer" : "grab" }}
        tabIndex={0}
        role="application"
        aria-roledescription="lineage drawing"
        aria-label="Lineage drawing. Arrow keys follow edges and layers, Enter expands, plus and minus zoom, 0 shows all. The same is in the list below."
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerLeave={() => setHovered(undefined)}
        onDoubleClick={doubleClick}
        onKeyDown={press}
      />
      <p className="hidden-visually" role="status">
        {current && `${nameOf(current.node)}, ${captionOf(current.node)}`}
      </p>
      <div className="zoom-buttons" role="group" aria-label="Zoom">
        <button type="button" className="button small" onClick={() => setCamera(zoom(camera, size, middle, 1.4))} aria-label="Zoom in">
          +
        </button>
        <button type="button" className="button small" onClick={() => setCamera(zoom(camera, size, middle, 1 / 1.4))} aria-label="Zoom out">
          −
        </button>
        <button type="button" className="button small" onClick={() => setCamera(fit(scene.size, size))}>
          Show all
        </button>
      </div>
    </div>
  );
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/**
 * Aims the camera: at a new question so that its root can be read; after an expansion so that the
 * selected node stays where it was; and after each selection so that it is in view.
 */
function useCameraOf(
  scene: Scene,
  selected: Urn | undefined,
  size: Size | undefined,
  camera: Camera | undefined,
  setCamera: (camera: Camera) => void,
): void {
  const before = useRef<Scene>(undefined);
  useLayoutEffect(() => {
    if (size === undefined) return;
    const last = before.current;
    before.current = scene;
    const asked = `${scene.root} ${scene.answer.lineage.direction}`;
    if (camera === undefined || last === undefined || asked !== `${last.root} ${last.answer.lineage.direction}`) {
      setCamera(firstLook(scene, size));
    } else if (last !== scene) {
      const anchor = scene.find(selected);
      const old = last.find(selected);
      if (anchor === undefined || old === undefined) setCamera(firstLook(scene, size));
      else {
        const spot = toScreen(camera, size, centre(old));
        setCamera(place(centre(anchor), size, spot, camera.scale));
      }
    }
    // The camera itself is moved by hand and must not aim again.
  }, [scene, size === undefined]);

  useLayoutEffect(() => {
    const node = scene.find(selected);
    if (node === undefined || camera === undefined || size === undefined) return;
    setCamera(reveal(camera, size, node.box));
    // Only a new selection moves the drawing.
  }, [selected]);
}

function firstLook(scene: Scene, size: Size): Camera {
  const whole = fit(scene.size, size);
  const root = scene.find(scene.root);
  if (whole.scale >= SCALE_READABLE || root === undefined) return whole;
  const { direction } = scene.answer.lineage;
  const x = direction === "upstream" ? 0.78 : direction === "downstream" ? 0.22 : 0.5;
  const scale = Math.max(whole.scale, 0.8);
  return place(centre(root), size, { x: size.width * x, y: size.height / 2 }, scale);
}

function centre({ box }: SceneNode): Point {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

function useSize(element: React.RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const measure = () => setSize({ width: box.clientWidth, height: box.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

function usePalette(element: React.RefObject<HTMLElement | null>): Palette | undefined {
  const [palette, setPalette] = useState<Palette>();
  useEffect(() => {
    const read = () => {
      if (element.current !== null) setPalette(readPalette(element.current));
    };
    read();
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", read);
    window.addEventListener(THEME_CHANGED, read);
    return () => {
      system.removeEventListener("change", read);
      window.removeEventListener(THEME_CHANGED, read);
    };
  }, [element]);
  return palette;
}

/** Listens to the wheel as one who may stop the page from scrolling, which React's listener cannot. */
function useWheel(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  turned: (at: Point, event: WheelEvent) => boolean,
): void {
  const latest = useRef(turned);
  latest.current = turned;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const wheel = (event: WheelEvent) => {
      if (latest.current({ x: event.offsetX, y: event.offsetY }, event)) event.preventDefault();
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  });
}

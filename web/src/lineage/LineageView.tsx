import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from "react";
import type { Urn } from "../api/types";
import { captionOf, nameOf } from "../words/names";
import { fit, pan, toScreen, toWorld, zoom, type Point, type Size } from "./camera";
import { draw } from "./draw";
import type { LineageCanvasProps } from "./LineageCanvas";
import type { Palette } from "./palette";
import type { Heading, SceneNode } from "./scene";
import { useCamera } from "./useCamera";
import { useWheel } from "./useWheel";

const DRAG_PIXELS = 4;
const PLUS_PIXELS = 12;
const KEY_PAN_PIXELS = 60;
const HEADINGS: Readonly<Record<string, Heading>> = {
  ArrowLeft: "cause",
  ArrowRight: "effect",
  ArrowUp: "above",
  ArrowDown: "below",
};
const PANS: Readonly<Record<Heading, readonly [dx: number, dy: number]>> = {
  cause: [KEY_PAN_PIXELS, 0],
  effect: [-KEY_PAN_PIXELS, 0],
  above: [0, KEY_PAN_PIXELS],
  below: [0, -KEY_PAN_PIXELS],
};

interface LineageViewProps extends LineageCanvasProps {
  readonly size: Size;
  readonly palette: Palette;
}

/** Pans, zooms, selects and expands a drawing by mouse, touch or keyboard. */
export function LineageView(props: LineageViewProps) {
  const { scene, selected, onSelect, onExpand, marks, size, palette } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [camera, setCamera] = useCamera(scene, selected, size, marks?.path);
  const [hovered, setHovered] = useState<Urn>();
  const pointers = useRef(new Map<number, Point>());
  const dragged = useRef(false);

  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext("2d");
      if (context != null) draw(context, { scene, camera, size, selected, hovered, marks }, palette);
    });
    return () => cancelAnimationFrame(frame);
  }, [scene, camera, size, selected, hovered, marks, palette]);

  useWheel(canvas, (at, event) => {
    // Until somebody turns to the drawing, the wheel belongs to the page.
    const mine = event.ctrlKey || event.metaKey || document.activeElement === canvas.current;
    if (mine) {
      setCamera(zoom(camera, size, at, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))));
    }
    return mine;
  });

  const under = (point: Point): SceneNode | undefined => scene.at(toWorld(camera, size, point));
  const underPlus = (point: Point): SceneNode | undefined =>
    scene.nodes.find(({ open, box }) => {
      if (!open) return false;
      const corner = toScreen(camera, size, { x: box.left, y: box.top });
      return apart(corner, point) <= Math.max(PLUS_PIXELS, PLUS_PIXELS * camera.scale);
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
      setHovered((underPlus(now) ?? under(now))?.node.urn);
      return;
    }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      dragged.current = true;
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      setCamera(zoom(camera, size, middle, apart(now, other) / Math.max(1, apart(before, other))));
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
    if (dragged.current) return;
    const plus = underPlus(pointOf(event));
    const hit = plus ?? under(pointOf(event));
    if (hit !== undefined) onSelect(hit.node.urn);
    if (plus !== undefined) onExpand(plus.node.urn);
  };
  const cancel = (event: PointerEvent<HTMLCanvasElement>) => {
    pointers.current.delete(event.pointerId);
  };
  const doubleClick = (event: MouseEvent<HTMLCanvasElement>) => {
    const hit = under(pointOf(event));
    if (hit === undefined) setCamera(zoom(camera, size, pointOf(event), 1.6));
    else if (hit.open) onExpand(hit.node.urn);
  };

  const middle = { x: size.width / 2, y: size.height / 2 };
  const zoomBy = (factor: number) => setCamera(zoom(camera, size, middle, factor));
  const showAll = () => setCamera(fit(scene.size, size));
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const heading = HEADINGS[event.key];
    if (heading !== undefined && event.shiftKey) {
      setCamera(pan(camera, ...PANS[heading]));
    } else if (heading !== undefined) {
      const next = scene.next(selected ?? scene.root, heading);
      if (next !== undefined) onSelect(next.node.urn);
    } else if (event.key === "+" || event.key === "=") {
      zoomBy(1.25);
    } else if (event.key === "-") {
      zoomBy(0.8);
    } else if (event.key === "0") {
      showAll();
    } else if (event.key === "Enter" && selected !== undefined && scene.find(selected)?.open === true) {
      onExpand(selected);
    } else {
      return;
    }
    event.preventDefault();
  };

  const current = scene.find(selected);
  return (
    <>
      <canvas
        ref={canvas}
        width={Math.round(size.width * window.devicePixelRatio)}
        height={Math.round(size.height * window.devicePixelRatio)}
        style={{
          width: size.width,
          height: size.height,
          cursor: scene.find(hovered) === undefined ? "grab" : "pointer",
        }}
        tabIndex={0}
        role="application"
        aria-roledescription="lineage drawing"
        aria-label="Lineage drawing. Arrow keys follow edges and layers, Enter expands, plus and minus zoom, 0 shows all. The same is in the list below."
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
        onPointerLeave={() => setHovered(undefined)}
        onDoubleClick={doubleClick}
        onKeyDown={press}
      />
      <p className="hidden-visually" role="status">
        {current && `${nameOf(current.node)}, ${captionOf(current.node)}`}
      </p>
      <div className="zoom-buttons" role="group" aria-label="Zoom">
        <button type="button" className="button small" onClick={() => zoomBy(1.4)} aria-label="Zoom in">
          +
        </button>
        <button type="button" className="button small" onClick={() => zoomBy(1 / 1.4)} aria-label="Zoom out">
          −
        </button>
        <button type="button" className="button small" onClick={showAll}>
          Show all
        </button>
      </div>
    </>
  );
}

function pointOf(event: MouseEvent): Point {
  return { x: event.nativeEvent.offsetX, y: event.nativeEvent.offsetY };
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

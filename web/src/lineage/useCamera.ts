import { useLayoutEffect, useRef, useState } from "react";
import type { Urn } from "../api/types";
import {
  fit,
  place,
  reveal,
  SCALE_READABLE,
  toScreen,
  type Camera,
  type Point,
  type Size,
} from "./camera";
import { lookAt } from "./marks";
import type { Scene, SceneNode } from "./scene";

/** Where the root of a first look lies across the screen, so that there is room where it leads. */
const ROOT_ACROSS = { upstream: 0.88, downstream: 0.12, both: 0.5 } as const;
const FIRST_SCALE = 0.8;

/**
 * Aims the camera: at a new question so that its root can be read; after an expansion so that the
 * selected node stays where it was; and after each selection, and for each marked path, so that it is
 * in view.
 */
export function useCamera(
  scene: Scene,
  selected: Urn | undefined,
  size: Size,
  path?: readonly Urn[],
): [Camera, (camera: Camera) => void] {
  const [camera, setCamera] = useState(() => firstLook(scene, size));
  const shown = useRef(scene);

  useLayoutEffect(() => {
    const last = shown.current;
    if (last === scene) return;
    shown.current = scene;
    const anchor = scene.find(selected);
    const before = last.find(selected);
    if (question(scene) !== question(last) || anchor === undefined || before === undefined) {
      setCamera(firstLook(scene, size));
    } else {
      const spot = toScreen(camera, size, centre(before));
      setCamera(place(centre(anchor), size, spot, camera.scale));
    }
    // A camera moved by hand, another selection or another size do not aim anew.
  }, [scene]);

  const looked = useRef(selected);
  useLayoutEffect(() => {
    if (looked.current === selected) return;
    looked.current = selected;
    const node = scene.find(selected);
    if (node !== undefined) setCamera((now) => reveal(now, size, node.box));
  }, [scene, selected, size]);

  const marked = path?.join(" ") ?? "";
  useLayoutEffect(() => {
    if (path !== undefined && path.length > 0) setCamera((now) => lookAt(path, scene, size, now));
    // The same path in another array does not aim anew; another size does.
  }, [marked, scene, size.width, size.height]);

  return [camera, setCamera];
}

function question(scene: Scene): string {
  return `${scene.root} ${scene.answer.lineage.direction}`;
}

/** All of a drawing where its names can still be read, else its root at a readable size. */
function firstLook(scene: Scene, size: Size): Camera {
  const whole = fit(scene.size, size);
  const root = scene.find(scene.root);
  if (whole.scale >= SCALE_READABLE || root === undefined) return whole;
  const across = ROOT_ACROSS[scene.answer.lineage.direction];
  const spot = { x: size.width * across, y: size.height / 2 };
  return reveal(place(centre(root), size, spot, FIRST_SCALE), size, root.box, 16);
}

function centre({ box }: SceneNode): Point {
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

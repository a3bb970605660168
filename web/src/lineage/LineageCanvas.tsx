import { useRef } from "react";
import type { Urn } from "../api/types";
import { useSize } from "../ui/useSize";
import { LineageView } from "./LineageView";
import type { Marks } from "./marks";
import type { Scene } from "./scene";
import { usePalette } from "./usePalette";
import "./canvas.css";

export interface LineageCanvasProps {
  readonly scene: Scene;
  readonly selected: Urn | undefined;
  readonly onSelect: (urn: Urn) => void;
  /** Follows an open node further. */
  readonly onExpand: (urn: Urn) => void;
  /** What is brought out of the drawing; it moves into view when another path is. */
  readonly marks?: Marks | undefined;
}

/** The drawing of a lineage answer, in a box of which the size and the colours are known. */
export function LineageCanvas(props: LineageCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const palette = usePalette(box);
  return (
    <div ref={box} className="lineage-canvas">
      {size !== undefined && palette !== undefined && (
        <LineageView {...props} size={size} palette={palette} />
      )}
    </div>
  );
}

import { diffArrays } from "diff";

/** A piece of a line; `marked` where it is not in the other text. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** A line of the comparison of two texts. */
export interface DiffLine {
  readonly side: "both" | "before" | "after";
  readonly pieces: readonly Piece[];
}

/** Lines that are the same on both sides and far from what differs. */
export interface Skipped {
  readonly side: "skipped";
  readonly lines: number;
}

/** Differences between lines or words beyond which two texts are not compared further, only shown. */
const LINE_EDITS_MAX = 1_000;
const WORD_EDITS_MAX = 600;
/** Equal lines kept around those that differ. */
const CONTEXT_LINES = 2;
/** Of two passages that share less than this of their words, marking single words only confuses. */
const SHARED_MIN = 0.3;

/** A number or version with its points is one word: `2.0.3`. */
const TOKEN = /\d[\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)+|[\p{L}\p{N}_]+|[^\S\n]+|\n|./gu;

/**
 * Compares two texts: by lines, and by words where lines were rewritten. Equal lines far from what
 * differs are skipped; two texts with too many differences are shown one after the other.
 */
export function diffTexts(before: string, after: string): (DiffLine | Skipped)[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const parts = diffArrays(old, now, { maxEditLength: LINE_EDITS_MAX }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) continue;
    const next = parts[i + 1];
    if (part.removed && next?.added === true) {
      lines.push(...rewritten(part.value, next.value));
      i++;
    } else {
      const side = part.removed ? "before" : part.added ? "after" : "both";
      lines.push(...part.value.map((text) => ({ side, pieces: [{ text, marked: false }] }) as const));
    }
  }
  return withoutFarLines(lines);
}

/** Reads a comparison in unified form, as `diff -u` writes it, and marks the words that differ. */
export function readUnified(unified: string): (DiffLine | Skipped)[] {
  const lines: (DiffLine | Skipped)[] = [];
  let before: string[] = [];
  let after: string[] = [];
  const flush = () => {
    lines.push(...(before.length > 0 && after.length > 0 ? rewritten(before, after) : [...whole("before", before), ...whole("after", after)]));
    before = [];
    after = [];
  };
  let shown = 0;
  for (const line of linesOf(unified)) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (line.startsWith("-")) {
      // Lines that come after lines that came are another passage.
      if (after.length > 0) flush();
      before.push(line.slice(1));
    } else if (line.startsWith("+")) {
      after.push(line.slice(1));
    } else {
      flush();
      if (hunk !== null) {
        const start = Number(hunk[1]);
        if (start - 1 > shown) lines.push({ side: "skipped", lines: start - 1 - shown });
        shown = start - 1 + Number(hunk[2] ?? 1);
      } else if (line.startsWith("@@") || line.startsWith("\\")) {
        lines.push({ side: "both", pieces: [{ text: line.replace(/^@@ ?| ?@@$|^\\ /g, ""), marked: false }] });
      } else {
        lines.push({ side: "both", pieces: [{ text: line.slice(1), marked: false }] });
      }
    }
  }
  flush();
  return lines;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
}

/** Marks the words that differ between the lines that went and those that came in their place. */
function rewritten(before: readonly string[], after: readonly string[]): DiffLine[] {
  const pieces = { before: [] as Piece[], after: [] as Piece[] };
  const words = wordsOf(before.join("\n"), after.join("\n"));
  if (words === undefined) {
    return [...whole("before", before), ...whole("after", after)];
  }
  for (const { text, side } of words) {
    if (side !== "after") pieces.before.push({ text, marked: side === "before" });
    if (side !== "before") pieces.after.push({ text, marked: side === "after" });
  }
  return [...split("before", pieces.before), ...split("after", pieces.after)];
}

function whole(side: "before" | "after", lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ side, pieces: [{ text, marked: false }] }));
}

interface Words {
  readonly text: string;
  readonly side: "both" | "before" | "after";
}

/** Compares two passages word by word; undefined when they share too little to be worth it. */
function wordsOf(before: string, after: string): Words[] | undefined {
  const old = before.match(TOKEN) ?? [];
  const now = after.match(TOKEN) ?? [];
  const parts = diffArrays(old, now, { maxEditLength: WORD_EDITS_MAX });
  if (parts === undefined) return undefined;
  const words: Words[] = parts.map((part) => ({
    text: part.value.join(""),
    side: part.removed ? "before" : part.added ? "after" : "both",
  }));
  const shared = lettersOf(words.filter((word) => word.side === "both").map((word) => word.text));
  const longer = Math.max(lettersOf([before]), lettersOf([after]));
  return longer > 0 && shared / longer < SHARED_MIN ? undefined : bridged(words);
}

function lettersOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.replace(/\s/g, "").length, 0);
}

/** A blank between two words that differ differs with them: one mark reads better than two. */
function bridged(words: readonly Words[]): Words[] {
  return words.flatMap((word, i) => {
    const isBridge =
      word.side === "both" && /^[^\S\n]+$/.test(word.text) && i > 0 && i < words.length - 1;
    return isBridge
      ? [
          { text: word.text, side: "before" as const },
          { text: word.text, side: "after" as const },
        ]
      : [word];
  });
}

/** Cuts pieces into lines, joining neighbours that are marked alike. */
function split(side: "before" | "after", pieces: readonly Piece[]): DiffLine[] {
  const lines: Piece[][] = [[]];
  for (const { text, marked } of pieces) {
    text.split("\n").forEach((part, i) => {
      if (i > 0) lines.push([]);
      const line = lines.at(-1) ?? [];
      const last = line.at(-1);
      if (part === "") return;
      if (last?.marked === marked) line[line.length - 1] = { text: last.text + part, marked };
      else line.push({ text: part, marked });
    });
  }
  return lines.map((line) => ({ side, pieces: line }));
}

function withoutFarLines(lines: readonly DiffLine[]): (DiffLine | Skipped)[] {
  const near = lines.map(() => false);
  lines.forEach((line, at) => {
    if (line.side === "both") return;
    for (let i = at - CONTEXT_LINES; i <= at + CONTEXT_LINES; i++) if (i in near) near[i] = true;
  });
  const kept: (DiffLine | Skipped)[] = [];
  lines.forEach((line, at) => {
    const last = kept.at(-1);
    if (near[at] === true) kept.push(line);
    else if (last?.side === "skipped") kept[kept.length - 1] = { side: "skipped", lines: last.lines + 1 };
    else kept.push({ side: "skipped", lines: 1 });
  });
  // A line in place of one that says "1 line" says more.
  let at = 0;
  return kept.flatMap((line) => {
    const start = at;
    at += line.side === "skipped" ? line.lines : 1;
    return line.side === "skipped" && line.lines === 1 ? (lines[start] ?? []) : [line];
  });
}

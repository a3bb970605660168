import type { AttributeMap } from "../api/types";

/** How a column was made from another, as people read it. */
export interface Transformation {
  /** Such as `direct identity` or `indirect filter`. */
  readonly how: string;
  readonly description: string | undefined;
  readonly masking: boolean;
}

/** Reads the transformations of a column's edge; each once. */
export function transformationsOf(attributes: AttributeMap): Transformation[] {
  const told = attributes["transformations"];
  if (!Array.isArray(told)) return [];
  const found = new Map<string, Transformation>();
  for (const each of told) {
    if (typeof each !== "object" || each === null || Array.isArray(each)) continue;
    const map = each as Record<string, unknown>;
    const how = [map["type"], map["subtype"]]
      .filter((word) => typeof word === "string" && word !== "")
      .map((word) => String(word).toLowerCase().replaceAll("_", " "))
      .join(" ");
    const description =
      typeof map["description"] === "string" && map["description"].trim() !== ""
        ? map["description"].trim()
        : undefined;
    const masking = map["masking"] === true;
    found.set(`${how}|${description}|${masking}`, { how, description, masking });
  }
  return [...found.values()];
}

import type { Query } from "../../api/client";

type SearchQuery = NonNullable<Query<"/search">>;

/** What a typed filter asks of the search: words, and what is written as `name=value`. */
export type TypedFilter = Pick<SearchQuery, "q" | "tag" | "owner" | "params" | "since">;

/**
 * Reads a typed filter: `param.max_depth=8`, `tag.reviewed`, `tag.team=fraud`, `owner=ann` and
 * `since=2026-01-05` narrow the list, all other words are looked for. A value with spaces is quoted:
 * `tag.team="risk models"`.
 */
export function readFilter(text: string): TypedFilter {
  const words: string[] = [];
  const tags: string[] = [];
  const params: Record<string, string> = {};
  const filter: TypedFilter = {};
  for (const token of tokens(text)) {
    const at = token.indexOf("=");
    const name = at < 0 ? token : token.slice(0, at);
    const value = at < 0 ? undefined : token.slice(at + 1);
    if (name.startsWith("tag.") && name.length > 4) {
      tags.push(value === undefined ? name.slice(4) : `${name.slice(4)}=${value}`);
    } else if (name.startsWith("param.") && name.length > 6 && value !== undefined) {
      params[name] = value;
    } else if (name === "owner" && value !== undefined) {
      filter.owner = value;
    } else if (name === "since" && value !== undefined) {
      filter.since = value;
    } else {
      words.push(token);
    }
  }
  if (words.length > 0) filter.q = words.join(" ");
  if (tags.length > 0) filter.tag = tags;
  if (Object.keys(params).length > 0) filter.params = params;
  return filter;
}

function tokens(text: string): string[] {
  return (text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []).map((token) => token.replaceAll('"', ""));
}

import type { paths } from "./generated/clew";
import { ProblemError } from "./problem";

type GetPath = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];

/** The query parameters of a GET call, as the OpenAPI file has them. */
export type Query<P extends GetPath> = paths[P] extends {
  get: { parameters: { query?: infer Q } };
}
  ? Q
  : never;

/** The body that a GET call answers with. */
export type Answer<P extends GetPath> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer A } } } };
}
  ? A
  : never;

type NotesPost = paths["/notes"]["post"];

const BASE = "/api/v1";

/**
 * Writes query parameters as the API reads them: lists repeat their name, maps become one parameter
 * for each key, and what is undefined or empty is left out.
 */
export function queryString(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      for (const item of value) search.append(name, String(item));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) search.append(key, String(item));
    } else if (value !== undefined && value !== "") {
      search.append(name, String(value));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

/** Asks the server; throws a {@link ProblemError} for whatever is not an answer. */
export async function get<P extends GetPath>(
  path: P,
  query: Query<P>,
  signal?: AbortSignal,
): Promise<Answer<P>> {
  const url = `${BASE}${path}${queryString((query as object | undefined) ?? {})}`;
  return (await request(url, { signal: signal ?? null })) as Answer<P>;
}

/** Asks a call that the OpenAPI file does not have; throws a {@link ProblemError} as {@link get} does. */
export async function ask<A>(path: string, query: object, signal?: AbortSignal): Promise<A> {
  return (await request(`${BASE}${path}${queryString(query)}`, { signal: signal ?? null })) as A;
}

/** Adds a note to a thing and returns the note's node. */
export async function addNote(
  note: NotesPost["requestBody"]["content"]["application/json"],
): Promise<NotesPost["responses"][201]["content"]["application/json"]> {
  const answer = await request(`${BASE}/notes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(note),
  });
  return answer as NotesPost["responses"][201]["content"]["application/json"];
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers: { accept: "application/json", ...init.headers } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw ProblemError.unreachable();
  }
  const body = await response.json().catch(() => undefined);
  if (!response.ok) throw ProblemError.of(response.status, body);
  if (body === undefined) throw ProblemError.unreadable(response.status);
  return body;
}

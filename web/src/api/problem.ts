import type { Problem } from "./types";

/** A request that got no answer, with what to tell the person who asked. */
export class ProblemError extends Error {
  private constructor(
    /** HTTP status; 0 when nothing came back at all. */
    readonly status: number,
    readonly title: string,
    detail: string,
    readonly candidates: readonly string[],
  ) {
    super(detail);
    this.name = "ProblemError";
  }

  /** Reads the server's problem+json; says so in plain words when the body is something else. */
  static of(status: number, body: unknown): ProblemError {
    if (isProblem(body)) {
      return new ProblemError(status, body.title, body.detail, body.candidates ?? []);
    }
    return new ProblemError(status, "No answer", `The server answered with status ${status}.`, []);
  }

  static unreachable(): ProblemError {
    return new ProblemError(
      0,
      "Clew does not answer",
      "The server cannot be reached. Check that it is still running, then try again.",
      [],
    );
  }

  static unreadable(status: number): ProblemError {
    return new ProblemError(status, "No answer", "The server's answer is not JSON.", []);
  }

  /** Whether the same request may do better a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 503;
  }
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    typeof (body as Partial<Problem>).title === "string" &&
    typeof (body as Partial<Problem>).detail === "string"
  );
}

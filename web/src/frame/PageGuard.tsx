import { Component, type ReactNode } from "react";
import { ProblemNote } from "../ui/States";

/** Keeps the frame standing when a page fails, and says so. */
export class PageGuard extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === undefined ? this.props.children : <ProblemNote error={error} />;
  }
}

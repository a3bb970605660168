import { useId, type ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  /** A few quiet words beside the title, such as a count. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page, findable by its heading. */
export function Section({ title, aside, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>
          {title}
          {aside !== undefined && <span className="quiet"> {aside}</span>}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}

package io.clew.questions.layout;

import io.clew.model.Viewer;
import io.clew.model.answer.LayoutAnswer;
import io.clew.questions.lineage.Lineage;
import io.clew.questions.lineage.LineageQuestion;

/** Answers lineage questions with a drawing of each page. */
public final class Layouts {

    private final Lineage lineage;

    /** Draws the answers of lineage. */
    public Layouts(Lineage lineage) {
        this.lineage = lineage;
    }

    /** Answers one page; refuses what {@link Lineage#ask} refuses. */
    public LayoutAnswer ask(Viewer viewer, LineageQuestion question) {
        return Drawing.of(lineage.ask(viewer, question));
    }
}

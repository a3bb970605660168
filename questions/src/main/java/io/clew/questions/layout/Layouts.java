package io.clew.questions.layout;

import io.clew.model.answer.LayoutAnswer;
import io.clew.questions.lineage.LineagePage;

/** Draws pages of lineage. */
public final class Layouts {

    private Layouts() {}

    /** Draws a page. */
    public static LayoutAnswer of(LineagePage page) {
        return Drawing.of(page.nodes(), page.edges(), page.view()::urn);
    }
}

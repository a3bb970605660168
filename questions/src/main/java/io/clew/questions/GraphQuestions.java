package io.clew.questions;

import io.clew.model.Viewer;
import io.clew.model.answer.ImpactAnswer;
import io.clew.model.answer.LayoutAnswer;
import io.clew.model.answer.LineageAnswer;
import io.clew.model.answer.PathAnswer;
import io.clew.questions.impact.ImpactQuestion;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.path.PathQuestion;

/** Answers what is asked of the graph, by the names of nodes. */
public interface GraphQuestions {

    /** Returns a page of what a thing came from, what came of it, or both. */
    LineageAnswer lineage(Viewer viewer, LineageQuestion question);

    /** Returns a page of lineage with a drawing of it. */
    LayoutAnswer layout(Viewer viewer, LineageQuestion question);

    /** Returns a page of what stands on a thing. */
    ImpactAnswer impact(Viewer viewer, ImpactQuestion question);

    /** Returns ways from one thing to another. */
    PathAnswer paths(Viewer viewer, PathQuestion question);
}

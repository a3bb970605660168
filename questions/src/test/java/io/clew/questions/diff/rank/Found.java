package io.clew.questions.diff.rank;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.past.Trait;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes differences as comparing finds them. */
final class Found {
    private Found() {}

    static final Urn RUN = Urn.of(NodeKind.RUN, "mlflow", "one");

    static Urn column(String name) {
        return Urn.of(NodeKind.COLUMN, "s3://lake", "table", name);
    }

    static Difference of(Pair pair, Change.Kind kind, String field, Urn subject) {
        return of(pair, kind, field, subject, 1, null);
    }

    static Difference of(
            Pair pair,
            Change.Kind kind,
            String field,
            Urn subject,
            double strength,
            @Nullable Trait trait) {
        return new Difference(
                pair,
                kind,
                Change.Way.CHANGED,
                subject,
                null,
                field,
                "",
                "1",
                "2",
                strength,
                "It is another.",
                trait,
                null);
    }

    /** Makes a figure that went from one value to another; its past is told apart. */
    static Difference figure(
            Pair pair, String field, Urn subject, double before, double after, double scale) {
        return of(
                pair,
                Change.Kind.QUALITY,
                field,
                subject,
                1,
                new Trait.Series(0, List.of(), new Trait.Move(before, after, scale)));
    }

    static Scored scored(Difference difference, double score) {
        return new Scored(difference, score, Map.of("size", 1.0));
    }
}

package io.clew.questions.diff.rank;

import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.compare.Difference;
import io.clew.questions.diff.side.ColumnWays;

/**
 * Says what can follow from what lies upstream of it: content from anything, a column from the
 * columns that it derives from, how a column is made from the code that makes it.
 */
final class Follows {

    /** Steps from a dataset to the run that made it, and on to the code of that run. */
    private static final int STEPS_TO_MAKER = 2;

    private Follows() {}

    /** Says whether a difference can follow from one of what lies upstream. */
    static boolean fromUpstream(Difference effect, Difference cause, ColumnWays columns) {
        return switch (effect.kind()) {
            case DATA -> isOfContent(effect);
            case MODEL -> true;
            case SCHEMA -> schema(effect, cause, columns);
            case TRANSFORMATION -> transformation(effect, cause, columns);
            case QUALITY ->
                    effect.field().equals("assertion")
                            ? assertion(effect, cause, columns)
                            : figure(effect, cause, columns);
            case PARAMETER, ALGORITHM, CODE, PACKAGE, ENVIRONMENT, UPSTREAM_RUN, ANNOTATION ->
                    false;
        };
    }

    /** Which table is read, or an old version of it, is somebody's choice; its content is not. */
    static boolean isOfContent(Difference data) {
        return !data.field().equals("source") && !data.field().equals("stale");
    }

    private static boolean schema(Difference effect, Difference cause, ColumnWays columns) {
        return switch (cause.kind()) {
            case QUALITY, UPSTREAM_RUN -> false;
            case SCHEMA, TRANSFORMATION -> isOfOneColumn(effect, cause, columns);
            case DATA -> !isOfContent(cause);
            default -> true;
        };
    }

    private static boolean transformation(Difference effect, Difference cause, ColumnWays columns) {
        boolean isMaker = cause.pair().distance() - effect.pair().distance() <= STEPS_TO_MAKER;
        return switch (cause.kind()) {
            case CODE, PARAMETER -> isMaker;
            case DATA -> isMaker && cause.field().equals("source");
            case SCHEMA -> isOfOneColumn(effect, cause, columns);
            default -> false;
        };
    }

    private static boolean figure(Difference effect, Difference cause, ColumnWays columns) {
        return switch (cause.kind()) {
            case SCHEMA, TRANSFORMATION -> isOfOneColumn(effect, cause, columns);
            case QUALITY ->
                    switch (cause.field()) {
                        case "assertion" -> false;
                        case "rows" ->
                                effect.field().equals("rows") || effect.field().equals("distinct");
                        default -> isOfOneColumn(effect, cause, columns);
                    };
            default -> true;
        };
    }

    private static boolean assertion(Difference effect, Difference cause, ColumnWays columns) {
        boolean isOfColumns =
                effect.subject().kind() == NodeKind.COLUMN
                        && cause.subject().kind() == NodeKind.COLUMN;
        return cause.kind() == Change.Kind.QUALITY && cause.field().equals("assertion")
                ? false
                : !isOfColumns || isOfOneColumn(effect, cause, columns);
    }

    private static boolean isOfOneColumn(Difference effect, Difference cause, ColumnWays columns) {
        Urn below = effect.subject();
        Urn above = cause.subject();
        return below.kind() == NodeKind.COLUMN
                && above.kind() == NodeKind.COLUMN
                && columns.mayDerive(below, above);
    }
}

package io.clew.questions.diff.compare;

import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.past.Trait;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds one thing that differs, before it is ranked.
 *
 * @param pair where it was found
 * @param part tells apart what has one subject and field, such as two assertions; else empty
 * @param strength how great the difference is by itself, 0 to 1; 1 where it is one or none
 * @param trait how the same property is read in the past; null when the past says nothing
 * @param texts both texts in full, where the difference is one of texts
 */
public record Difference(
        Pair pair,
        Change.Kind kind,
        Change.Way way,
        Urn subject,
        @Nullable Urn subjectBefore,
        String field,
        String part,
        @Nullable Object before,
        @Nullable Object after,
        double strength,
        String why,
        @Nullable Trait trait,
        @Nullable Texts texts) {

    /** A sentence that ends in a value which is one itself has one full stop. */
    public Difference {
        int end = why.length();
        while (end > 1 && why.charAt(end - 1) == '.' && why.charAt(end - 2) == '.') {
            end--;
        }
        why = why.substring(0, end);
    }

    /** Two texts that differ; null where there was none. */
    public record Texts(@Nullable String before, @Nullable String after) {}

    /** Returns what the same difference is called wherever it is found. */
    public Name name() {
        return new Name(kind, subject, field, part);
    }

    /** Names a difference. */
    public record Name(Change.Kind kind, Urn subject, String field, String part) {}

    /** Returns the way in which two values differ. */
    public static Change.Way way(@Nullable Object before, @Nullable Object after) {
        return before == null
                ? Change.Way.ADDED
                : after == null ? Change.Way.REMOVED : Change.Way.CHANGED;
    }

    /** Returns it with another strength, as the past tells it. */
    public Difference withStrength(double other) {
        return new Difference(
                pair,
                kind,
                way,
                subject,
                subjectBefore,
                field,
                part,
                before,
                after,
                other,
                why,
                trait,
                texts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, subject, field);
    }
}

package io.clew.protocol.metaflow.filter;

import io.clew.protocol.metaflow.wire.MetaflowAnswers;
import io.clew.protocol.metaflow.wire.Refusal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Matches whole values by a client's regular expression, within a budget: some expressions take for
 * ever on some texts.
 *
 * <p>Used by one thread, for one request.
 */
public final class FullMatch {
    /** Longest expression: a foreach's path has some hundred characters. */
    private static final int CHARS_MAX = 10_000;

    /** How many characters may be looked at in all: half a second's work. */
    private static final long LOOKS_MAX = 50_000_000;

    private final Pattern pattern;
    private long looks;

    private FullMatch(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Reads an expression. */
    public static FullMatch of(String expression) {
        if (expression.length() > CHARS_MAX) {
            throw refuse("pattern: at most %d characters were expected".formatted(CHARS_MAX));
        }
        try {
            return new FullMatch(Pattern.compile(expression, Pattern.DOTALL));
        } catch (PatternSyntaxException | StackOverflowError broken) {
            throw refuse("pattern: a regular expression was expected");
        }
    }

    /** Says whether the expression matches the whole text. */
    public boolean matches(String text) {
        try {
            return pattern.matcher(new Counted(text, 0, text.length())).matches();
        } catch (StackOverflowError deep) {
            throw refuse("pattern: it takes too much to match it");
        }
    }

    private static Refusal refuse(String message) {
        return new Refusal(MetaflowAnswers.text(400, message));
    }

    /** Counts how often a text is looked at. */
    private final class Counted implements CharSequence {
        private final String text;
        private final int from;
        private final int to;

        Counted(String text, int from, int to) {
            this.text = text;
            this.from = from;
            this.to = to;
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (++looks > LOOKS_MAX) {
                throw refuse("pattern: it takes too long to match it");
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}

package io.clew.protocol.openlineage.event;

import io.clew.http.json.Text;
import io.clew.model.ClewException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows where in an event a check is, and tells what is wrong or odd there.
 *
 * <p>Texts are made only when something is.
 */
final class Place {
    private static final int SHOWN_CHARS_MAX = 100;

    private Object[] steps = new Object[16];
    private int depth;
    private final List<String> warnings = new ArrayList<>(0);
    private int unsaid;

    /** Goes into a member, or an element by its index; {@link #leave} comes back. */
    void enter(Object step) {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, depth * 2);
        }
        steps[depth++] = step;
    }

    void leave() {
        depth--;
    }

    /** Makes a refusal of the value that is here. */
    ClewException refuse(@Nullable Object value, String expected) {
        return refuseWhatIs(shown(value), expected);
    }

    /**
     * Makes a refusal of what is here.
     *
     * @param what how to call it in the message
     */
    ClewException refuseWhatIs(String what, String expected) {
        return ClewException.invalid(
                pointer(), "%s is %s: expected %s.".formatted(name(), what, expected));
    }

    /** Makes a refusal for what must be here and is not. */
    ClewException missing(String expected) {
        return ClewException.invalid(
                pointer(), "%s is missing: expected %s.".formatted(name(), expected));
    }

    /** Tells that the value that is here is odd. */
    void warn(@Nullable Object value, String oddity) {
        if (hasRoom()) {
            warnings.add("%s, %s, %s.".formatted(name(), shown(value), oddity));
        }
    }

    /** Tells that something is not here that should be. */
    void warnMissing(String meaning) {
        if (hasRoom()) {
            warnings.add("%s is missing: %s.".formatted(name(), meaning));
        }
    }

    private boolean hasRoom() {
        if (warnings.size() < Limits.WARNINGS_MAX) {
            return true;
        }
        unsaid++;
        return false;
    }

    /** Returns what is odd, in the order it was met. */
    List<String> warnings() {
        if (unsaid == 0) {
            return warnings;
        }
        List<String> all = new ArrayList<>(warnings);
        all.add("There are " + unsaid + " more warnings.");
        return all;
    }

    private String name() {
        return depth == 0 ? "The event" : pointer();
    }

    /** Returns where this is as a JSON pointer (RFC 6901). */
    String pointer() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String step = line(String.valueOf(steps[i]));
            out.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return out.toString();
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "'" + line(text) + "'";
            case Map<?, ?> object -> "an object";
            case List<?> list -> "a list";
            default -> line(value.toString());
        };
    }

    /** Cuts a text to one line that people read. */
    private static String line(String text) {
        StringBuilder out = new StringBuilder();
        Text.cut(text, SHOWN_CHARS_MAX)
                .codePoints()
                .forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return out.toString();
    }
}

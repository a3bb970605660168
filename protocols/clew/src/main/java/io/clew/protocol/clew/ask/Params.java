package io.clew.protocol.clew.ask;

import io.clew.http.Query;
import io.clew.model.ClewException;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of one call. Every refusal is {@code INVALID_PARAMETER}, names the parameter
 * and says what was expected; a parameter that the call does not have is refused too.
 */
public final class Params {

    /** Ends the name of a family of parameters, such as {@code param.*}. */
    public static final String FAMILY = ".*";

    private static final int REFERENCE_CHARS_MAX = 8192;
    private static final int CURSOR_CHARS_MAX = 2000;
    private static final int MOMENT_CHARS_MAX = 40;
    private static final int REPEATED_MAX = 20;
    private static final Pattern POSITION = Pattern.compile("\\d{1,19}");

    private final Query query;
    private final Set<String> allowed;

    private Params(Query query, Set<String> allowed) {
        this.query = query;
        this.allowed = allowed;
    }

    /**
     * Takes the parameters of a request.
     *
     * @param allowed the names that the call takes
     */
    public static Params of(Query query, Set<String> allowed) {
        for (String name : query.names()) {
            if (!allowed.contains(name) && family(allowed, name).isEmpty()) {
                throw ClewException.invalid(
                        name,
                        allowed.isEmpty()
                                ? "There is no parameter %s here: expected none.".formatted(name)
                                : "There is no parameter %s here: expected %s."
                                        .formatted(
                                                name, String.join(", ", new TreeSet<>(allowed))));
            }
        }
        return new Params(query, allowed);
    }

    private static Optional<String> family(Set<String> allowed, String name) {
        return allowed.stream()
                .filter(each -> each.endsWith(FAMILY))
                .filter(
                        each ->
                                name.startsWith(each.substring(0, each.length() - 1))
                                        && name.length() >= each.length())
                .findFirst();
    }

    /** Returns who asks, and in which workspace. */
    public Viewer viewer() {
        String name = single("workspace").orElse(Workspace.DEFAULT.name());
        if (!Workspace.isName(name)) {
            throw refuse("workspace", Workspace.NAME_FORM);
        }
        return Viewer.ofAll(new Workspace(name));
    }

    /** Returns a reference that must be there. */
    public String reference(String name) {
        String text = single(name).orElseThrow(() -> missing(name, "a reference to a node"));
        if (text.isBlank() || text.length() > REFERENCE_CHARS_MAX) {
            throw refuse(
                    name,
                    "a reference of 1 to %d characters, such as models:/fraud@production"
                            .formatted(REFERENCE_CHARS_MAX));
        }
        return text;
    }

    /** Returns a text that must be there. */
    public String text(String name, int charsMax) {
        return optionalText(name, charsMax).orElseThrow(() -> missing(name, "a text"));
    }

    /** Returns a text of at least one character when it is there. */
    public Optional<String> optionalText(String name, int charsMax) {
        Optional<String> text = single(name);
        text.ifPresent(each -> checkLength(name, each, charsMax));
        return text;
    }

    /** Returns all values of a repeatable text. */
    public List<String> texts(String name, int charsMax) {
        List<String> texts = repeated(name);
        texts.forEach(each -> checkLength(name, each, charsMax));
        return texts;
    }

    private void checkLength(String name, String text, int charsMax) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > charsMax) {
            throw refuse(name, "a text of 1 to %d characters".formatted(charsMax));
        }
    }

    /**
     * Returns the members of a family, such as all {@code param.<name>}, by the rest of the name.
     */
    public Map<String, String> family(String prefix, int nameCharsMax, int charsMax) {
        Map<String, String> members = new TreeMap<>();
        for (String name : query.names()) {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                if (rest.codePointCount(0, rest.length()) > nameCharsMax) {
                    throw refuse(
                            name,
                            "a name of 1 to %d characters after %s"
                                    .formatted(nameCharsMax, prefix));
                }
                String value = one(name, query.all(name));
                if (value.codePointCount(0, value.length()) > charsMax) {
                    throw refuse(name, "a text of up to %d characters".formatted(charsMax));
                }
                members.put(rest, value);
            }
        }
        if (members.size() > REPEATED_MAX) {
            throw refuse(prefix + "*", "%d of them at most".formatted(REPEATED_MAX));
        }
        return members;
    }

    /** Returns a whole number between two bounds, both included; absent when it is not sent. */
    public Optional<Integer> integer(String name, int min, int max) {
        return single(name)
                .map(
                        text -> {
                            try {
                                int value = Integer.parseInt(text);
                                if (value >= min && value <= max) {
                                    return value;
                                }
                            } catch (NumberFormatException notANumber) {
                                throw refuse(name, integerBetween(min, max));
                            }
                            throw refuse(name, integerBetween(min, max));
                        });
    }

    private static String integerBetween(int min, int max) {
        return "a whole number from %d to %d".formatted(min, max);
    }

    /** Returns a boolean, false when it is not sent. */
    public boolean flag(String name) {
        return single(name)
                .map(
                        text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default -> throw refuse(name, "true or false");
                                })
                .orElse(false);
    }

    /** Returns an instant; a date is the end of that day. */
    public Optional<Instant> moment(String name) {
        return single(name)
                .map(text -> Moments.read(text).orElseThrow(() -> refuse(name, Moments.EXPECTED)));
    }

    /** Returns an instant; a date is the start of that day. */
    public Optional<Instant> start(String name) {
        return single(name)
                .map(
                        text ->
                                Moments.readStart(text)
                                        .orElseThrow(() -> refuse(name, Moments.EXPECTED)));
    }

    /** Returns what bounds record time: a position of the log, or an instant. */
    public Optional<KnownAt> knownAt(String name) {
        return single(name).map(text -> knownAt(name, text));
    }

    private KnownAt knownAt(String name, String text) {
        String expected = "a log position such as 1234, " + Moments.EXPECTED;
        if (text.length() > MOMENT_CHARS_MAX) {
            throw refuse(name, expected);
        }
        if (POSITION.matcher(text).matches()) {
            try {
                return new KnownAt.Position(Long.parseLong(text));
            } catch (NumberFormatException overLong) {
                throw refuse(name, expected);
            }
        }
        return new KnownAt.Time(Moments.read(text).orElseThrow(() -> refuse(name, expected)));
    }

    /**
     * Returns the one value of a choice, or a default.
     *
     * @param find finds a choice by its name
     * @param all the choices, for a refusal
     */
    public <T> T choice(String name, Function<String, Optional<T>> find, List<T> all, T orElse) {
        return single(name)
                .map(text -> find.apply(text).orElseThrow(() -> refuseChoice(name, text, all)))
                .orElse(orElse);
    }

    /** Returns all values of a repeatable choice; empty when none was sent. */
    public <T extends Enum<T>> Set<T> choices(
            String name, Class<T> type, Function<String, Optional<T>> find) {
        EnumSet<T> chosen = EnumSet.noneOf(type);
        for (String text : repeated(name)) {
            chosen.add(
                    find.apply(text)
                            .orElseThrow(
                                    () ->
                                            refuseChoice(
                                                    name, text, List.of(type.getEnumConstants()))));
        }
        return chosen;
    }

    private static <T> ClewException refuseChoice(String name, String text, List<T> all) {
        return ClewException.invalid(
                name,
                "%s is no %s: expected one of %s."
                        .formatted(
                                shown(text),
                                name,
                                all.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", "))));
    }

    /** Returns the cursor; null for the first page. */
    public @Nullable String cursor() {
        return optionalText("cursor", CURSOR_CHARS_MAX).orElse(null);
    }

    private List<String> repeated(String name) {
        check(name);
        List<String> all = query.all(name);
        if (all.size() > REPEATED_MAX) {
            throw ClewException.invalid(
                    name,
                    "%s was given %d times: expected %d at most."
                            .formatted(name, all.size(), REPEATED_MAX));
        }
        return all;
    }

    private Optional<String> single(String name) {
        check(name);
        List<String> all = query.all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(one(name, all));
    }

    private static String one(String name, List<String> all) {
        if (all.size() > 1) {
            throw ClewException.invalid(
                    name, "%s was given %d times: expected once.".formatted(name, all.size()));
        }
        return all.getFirst();
    }

    /** A parameter that is read and not listed would be missing in what is promised. */
    private void check(String name) {
        if (!allowed.contains(name)) {
            throw new IllegalStateException("this call does not list its parameter " + name);
        }
    }

    private static ClewException missing(String name, String expected) {
        return ClewException.invalid(
                name, "The parameter %s is missing: expected %s.".formatted(name, expected));
    }

    private ClewException refuse(String name, String expected) {
        String given = query.first(name).map(Params::shown).orElse("It");
        return ClewException.invalid(
                name, "%s is not what %s takes: expected %s.".formatted(given, name, expected));
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        int end =
                Math.min(
                        line.length(),
                        line.offsetByCodePoints(
                                0, Math.min(60, line.codePointCount(0, line.length()))));
        return "'" + line.substring(0, end) + (end < line.length() ? "…'" : "'");
    }
}

package io.clew.identity.environment;

import io.clew.identity.dataset.Secrets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * States one package of an environment, in one spelling.
 *
 * @param name normalised as PEP 503 says: lower case, runs of {@code -_.} are one hyphen
 * @param extras normalised names in order, joined by commas; may be empty
 * @param constraint sorted version clauses joined by commas, or {@code @ URL}; may be empty
 * @param marker when it applies (PEP 508), white space and quotes normalised; may be empty
 */
public record Requirement(String name, String extras, String constraint, String marker)
        implements Comparable<Requirement> {
    private static final Pattern NAMED =
            Pattern.compile(
                    "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[([^\\]]*)\\])?\\s*(.*)",
                    Pattern.DOTALL);
    private static final Pattern CLAUSE =
            Pattern.compile("(===|==|~=|!=|<=|>=|<|>)\\s*([^\\s,;=<>!~]+)");
    private static final Pattern EGG = Pattern.compile("[#&]egg=([^&\\[\\s]+)");
    private static final Pattern DISTRIBUTION =
            Pattern.compile(
                    "(?:.*[/\\\\])?([A-Za-z0-9._]+?)-[0-9][^/\\\\]*\\.(?:whl|tar\\.gz|zip)(?:[?#].*)?");
    private static final Pattern CONDA =
            Pattern.compile("(?:[^:\\s]+::)?([A-Za-z0-9_][A-Za-z0-9._-]*)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern URL =
            Pattern.compile("(?:[a-z]+\\+)?[a-z]+:/.*|\\.{0,2}/.*", Pattern.DOTALL);
    private static final Pattern LOCATED =
            Pattern.compile("([^\\s#]\\S*[^\\s;\\\\])(?:\\s*;\\s*([(\"'a-z].*))?");
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern PINNED = Pattern.compile("={1,3}([^*,=]+)");

    /** Reads a requirement of pip (PEP 508, or a URL or path); empty when it is none. */
    public static Optional<Requirement> ofPip(String text) {
        String line = text.strip();
        if (URL.matcher(line).matches()) {
            return fromUrl(line);
        }
        Matcher m = NAMED.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        String rest = m.group(3);
        if (rest.startsWith("@")) {
            return at(rest.substring(1).strip(), m.group(1), extras(m.group(2)));
        }
        String[] parts = rest.split(";", 2);
        return clauses(parts[0])
                .map(
                        constraint ->
                                new Requirement(
                                        normalName(m.group(1)),
                                        extras(m.group(2)),
                                        constraint,
                                        parts.length == 1 ? "" : marker(parts[1])));
    }

    /**
     * Reads a dependency of conda, such as {@code numpy=1.26.4} or {@code conda-forge::numpy}; its
     * build is left out. Empty when it is none.
     */
    public static Optional<Requirement> ofConda(String text) {
        Matcher m = CONDA.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        String rest = m.group(2).strip();
        boolean fuzzy = rest.startsWith("=") && !rest.startsWith("==");
        boolean spaced = !rest.isEmpty() && Character.isLetterOrDigit(rest.charAt(0));
        Optional<String> constraint =
                fuzzy || spaced
                        ? Optional.of("=" + rest.substring(fuzzy ? 1 : 0).split("[=\\s]", 2)[0])
                        : clauses(rest);
        return constraint.map(c -> new Requirement(normalName(m.group(1)), "", c, ""));
    }

    /** Returns the version when one is pinned, else the constraint; {@code *} for any version. */
    public String version() {
        Matcher m = PINNED.matcher(constraint);
        String told = m.matches() ? m.group(1) : constraint.isEmpty() ? "*" : constraint;
        return marker.isEmpty() ? told : told + "; " + marker;
    }

    /** Returns the requirement as one line of the normal form. */
    public String line() {
        return name
                + (extras.isEmpty() ? "" : "[" + extras + "]")
                + (constraint.startsWith("@") ? " " : "")
                + constraint
                + (marker.isEmpty() ? "" : "; " + marker);
    }

    @Override
    public int compareTo(Requirement other) {
        return line().compareTo(other.line());
    }

    /** Normalises a package's name (PEP 503). */
    public static String normalName(String name) {
        return name.strip().replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    /** Reads a URL or path that names its package in its fragment or its file's name. */
    private static Optional<Requirement> fromUrl(String text) {
        Matcher egg = EGG.matcher(text);
        Matcher distribution = DISTRIBUTION.matcher(text.split("\\s", 2)[0]);
        if (egg.find()) {
            return at(text, egg.group(1), "");
        }
        return distribution.matches() ? at(text, distribution.group(1), "") : Optional.empty();
    }

    /** Reads a URL without white space, and a marker behind a semicolon that follows it. */
    private static Optional<Requirement> at(String text, String name, String extras) {
        Matcher m = LOCATED.matcher(text);
        return m.matches() && NAME.matcher(name).matches()
                ? Optional.of(
                        new Requirement(
                                normalName(name),
                                extras,
                                "@ " + Secrets.redacted(m.group(1)),
                                m.group(2) == null ? "" : marker(m.group(2))))
                : Optional.empty();
    }

    private static Optional<String> clauses(String text) {
        String inner = text.strip();
        if (inner.startsWith("(") && inner.endsWith(")")) {
            inner = inner.substring(1, inner.length() - 1);
        }
        if (inner.isBlank()) {
            return Optional.of("");
        }
        SortedSet<String> sorted = new TreeSet<>();
        for (String part : inner.split(",")) {
            Matcher clause = CLAUSE.matcher(part.strip());
            if (clause.matches()) {
                sorted.add(clause.group(1) + clause.group(2));
            } else if (!part.isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(String.join(",", sorted));
    }

    private static String extras(@Nullable String text) {
        return text == null
                ? ""
                : Arrays.stream(text.split(","))
                        .map(Requirement::normalName)
                        .filter(extra -> !extra.isEmpty())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(","));
    }

    private static String marker(String text) {
        return text.strip()
                .replace('\'', '"')
                .replaceAll("\\s+", " ")
                .replaceAll("\\s*(===|==|~=|!=|<=|>=|<(?!=)|>(?!=))\\s*", " $1 ");
    }
}

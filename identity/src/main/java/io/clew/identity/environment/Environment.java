package io.clew.identity.environment;

import io.clew.identity.Digests;
import io.clew.identity.Urns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Describes what code ran in: a version of Python and packages, whatever file told it.
 *
 * <p>Its name is the SHA-256 of its normal form, so the same packages in another order or spelling
 * are the same environment.
 *
 * @param python version of Python, such as {@code 3.11.4}; empty when not told
 * @param requirements packages in order, without repetitions
 * @param unread what could not be read, so that environments that differ in it only stay two: a
 *     line {@code -r other.txt}, or the SHA-256 of a line
 */
public record Environment(
        Optional<String> python, SortedSet<Requirement> requirements, SortedSet<String> unread) {
    /** Nothing is known of it. */
    public static final Environment EMPTY =
            new Environment(Optional.empty(), new TreeSet<>(), new TreeSet<>());

    public Environment {
        requirements = Collections.unmodifiableSortedSet(new TreeSet<>(requirements));
        unread = Collections.unmodifiableSortedSet(new TreeSet<>(unread));
    }

    /** Says whether anything at all is known. */
    public boolean isEmpty() {
        return python.isEmpty() && requirements.isEmpty() && unread.isEmpty();
    }

    /**
     * Returns what both tell together; the files beside a model describe one environment. Of two
     * versions of Python the one with more to say stays. The order does not matter.
     */
    public Environment and(Environment other) {
        SortedSet<Requirement> all = new TreeSet<>(requirements);
        all.addAll(other.requirements);
        SortedSet<String> allUnread = new TreeSet<>(unread);
        allUnread.addAll(other.unread);
        Optional<String> known =
                Stream.concat(python.stream(), other.python.stream())
                        .max(
                                Comparator.comparingInt(String::length)
                                        .thenComparing(Comparator.naturalOrder()));
        return new Environment(known, all, allUnread);
    }

    /**
     * Returns the text that names it: a line {@code python <version>} when told, a line for each
     * package, a line {@code ? …} for each thing unread; each ends in a line feed.
     */
    public String normalForm() {
        StringBuilder out = new StringBuilder();
        python.ifPresent(version -> out.append("python ").append(version).append('\n'));
        for (Requirement requirement : requirements) {
            out.append(requirement.line()).append('\n');
        }
        for (String line : unread) {
            out.append("? ").append(line).append('\n');
        }
        return out.toString();
    }

    /** Returns the SHA-256 of the normal form, as hex. */
    public String digest() {
        return Digests.sha256(normalForm());
    }

    /** Returns its URN: {@code environment:sha256-<digest>}. */
    public Urn urn() {
        return Urns.of(NodeKind.ENVIRONMENT, "sha256-" + digest());
    }

    /**
     * Returns package names with their versions or constraints; several for one name are joined by
     * {@code or}.
     */
    public SortedMap<String, String> packages() {
        SortedMap<String, String> packages = new TreeMap<>();
        for (Requirement requirement : requirements) {
            packages.merge(
                    requirement.name(),
                    requirement.version(),
                    (a, b) -> a.equals(b) ? a : a + " or " + b);
        }
        return packages;
    }
}

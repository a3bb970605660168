package io.clew.protocol.openlineage.runs;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Asserter;

/** Names who asserts what an event says: its producer, whatever version of it. */
public final class Producers {
    /** Producers that are remembered, of some hundred bytes. */
    private static final int REMEMBERED_MAX = 1000;

    /** Longest URIs that are remembered. */
    private static final int REMEMBERED_CHARS_MAX = 300;

    private static final Recent<String, String> FAMILIES =
            new Recent<>(REMEMBERED_MAX, Producers::withoutVersions);

    private static final Recent<String, Asserter> ASSERTERS =
            new Recent<>(REMEMBERED_MAX, Producers::claimed);

    private Producers() {}

    /** Names the asserter of an event's facts. */
    public static Asserter asserter(String producer) {
        return asserterOf(family(producer));
    }

    /** Names the asserter of facts by the family of a producer. */
    static Asserter asserterOf(String family) {
        return family.length() > REMEMBERED_CHARS_MAX ? claimed(family) : ASSERTERS.of(family);
    }

    private static Asserter claimed(String family) {
        return Asserter.claimed(OpenLineageUrns.SYSTEM, family);
    }

    /**
     * Returns a producer's URI without the parts that change with each release: what begins with a
     * digit after a slash, as in {@code …/tree/1.53.0/integration/spark}.
     */
    public static String family(String producer) {
        return producer.length() > REMEMBERED_CHARS_MAX
                ? withoutVersions(producer)
                : FAMILIES.of(producer);
    }

    private static String withoutVersions(String producer) {
        StringBuilder family = new StringBuilder(producer.length());
        int start = 0;
        while (start < producer.length()) {
            int slash = producer.indexOf('/', start);
            int end = slash < 0 ? producer.length() : slash;
            if (!isVersion(producer, start, end)) {
                if (!family.isEmpty()) {
                    family.append('/');
                }
                family.append(producer, start, end);
            } else if (family.toString().endsWith("/tree")) {
                family.setLength(family.length() - "/tree".length());
            }
            start = end + 1;
        }
        return family.isEmpty() ? "unknown" : family.toString();
    }

    private static boolean isVersion(String text, int start, int end) {
        if (start >= end || text.indexOf('.', start) < 0 || text.indexOf('.', start) >= end) {
            return false;
        }
        int first = text.charAt(start) == 'v' ? start + 1 : start;
        return first < end && Character.isDigit(text.charAt(first)) && start > 0;
    }
}

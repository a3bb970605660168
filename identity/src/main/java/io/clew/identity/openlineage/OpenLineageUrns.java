package io.clew.identity.openlineage;

import io.clew.identity.Urns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Locale;

/**
 * Builds the URNs of what OpenLineage events name; the system's name is {@code openlineage}.
 *
 * <p>Any text is accepted; nothing here throws on what a producer sent.
 */
public final class OpenLineageUrns {
    /** The system's name in URNs and the protocol's name in facts. */
    public static final String SYSTEM = "openlineage";

    private static final int UUID_CHARS = 36;

    private OpenLineageUrns() {}

    /** Names a run by its id. */
    public static Urn run(String runId) {
        return Urns.of(NodeKind.RUN, SYSTEM, runId(runId));
    }

    /** Returns a run's id in its one form: a UUID in lower case, other texts as they are. */
    public static String runId(String sent) {
        return isUuid(sent) ? sent.toLowerCase(Locale.ROOT) : sent;
    }

    /** Says whether a text has the form of a UUID. */
    public static boolean isUuid(String text) {
        if (text.length() != UUID_CHARS) {
            return false;
        }
        for (int i = 0; i < UUID_CHARS; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }

    /** Names a job by its namespace and name, as they were sent. */
    public static Urn job(String namespace, String name) {
        return Urns.of(NodeKind.JOB, namespace, name);
    }

    /**
     * Names a column of a dataset.
     *
     * @param dataset URN of the dataset
     * @param field the column; one nested in others is {@code a.b}
     */
    public static Urn column(Urn dataset, String field) {
        return Urns.of(NodeKind.COLUMN, dataset.segment(0), dataset.segment(1), field);
    }

    /** Names an owner as a producer calls it, without proof. */
    public static Urn owner(String name) {
        return Urns.claimedAgent(SYSTEM, name);
    }
}

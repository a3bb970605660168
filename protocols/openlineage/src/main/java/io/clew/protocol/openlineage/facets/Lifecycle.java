package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code lifecycleStateChange}: what was done to a dataset as a whole.
 *
 * <p>DROP is a dated deletion that any later change, or write, ends. After RENAME the old name and
 * the new one are the same thing, so that the history of the one is the other's: a declared {@code
 * same-as}, which can be retracted when the old name is given to another table.
 */
public final class Lifecycle implements Meaning {

    /** The facet's name. */
    public static final String KEY = "lifecycleStateChange";

    private static final String DROP = "DROP";

    /** Says whether a facet, or none, tells that a dataset was dropped. */
    public static boolean isDrop(@Nullable Map<String, @Nullable Object> facet) {
        return facet != null && DROP.equals(facet.get(KEY));
    }

    @Override
    public void state(Members facet, Subject subject) {
        @Nullable String change = facet.text("lifecycleStateChange");
        if (change == null) {
            return;
        }
        subject.say(Attributes.LIFECYCLE, change);
        if (subject.node().kind() != NodeKind.DATASET) {
            return;
        }
        if (change.equals(DROP)) {
            subject.out().dropped(subject.node());
        } else {
            subject.out().isThere(subject.node());
        }
        @Nullable Members previous = facet.object("previousIdentifier");
        if (change.equals("RENAME") && previous != null) {
            renamed(previous, subject);
        }
    }

    private static void renamed(Members previous, Subject subject) {
        @Nullable String namespace = previous.text("namespace");
        @Nullable String name = previous.text("name");
        if (namespace == null || name == null) {
            return;
        }
        DatasetName before = DatasetNames.of(namespace, name);
        Urn old = before.urn();
        if (!old.equals(subject.node())) {
            subject.say(Attributes.RENAMED_FROM, before.text());
            subject.out().draw(subject.node(), EdgeKind.SAME_AS, old, Map.of("reason", "renamed"));
        }
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.LIFECYCLE);
    }
}

package io.clew.protocol.openlineage.facets;

import io.clew.identity.code.CodeLocation;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code sourceCodeLocation}: which code was executed. Nothing tells whether it had changes that
 * nobody committed, so no state of it is stated.
 */
final class SourceCodeLocation implements Meaning {

    /** Longest address: it becomes a name. */
    private static final int ADDRESS_CHARS_MAX = 2048;

    @Override
    public void state(Members facet, Subject subject) {
        CodeLocation location =
                CodeLocation.of(
                        OpenLineageUrns.SYSTEM,
                        address(facet, "url"),
                        address(facet, "repoUrl"),
                        address(facet, "path"),
                        address(facet, "version"));
        Urn code = location.name().urn();
        Urn executor = subject.other();
        subject.out().drawAll(executor, EdgeKind.EXECUTED, Map.of(code, Map.of()));
        subject.say(executor, Attributes.ENTRY_POINT, location.path().orElse(null));
        subject.say(
                executor, Attributes.CODE_URL, location.url().isEmpty() ? null : location.url());
        subject.say(executor, Attributes.PULL_REQUEST, facet.text("pullRequestNumber"));
        tell(subject, code, Attributes.COMMIT, location.name().commit().orElse(null));
        tell(subject, code, Attributes.REPOSITORY, location.name().repository().orElse(null));
        tell(subject, code, Attributes.BRANCH, facet.text("branch"));
        tell(subject, code, Attributes.CODE_TAG, facet.text("tag"));
    }

    private static String address(Members facet, String key) {
        @Nullable String text = facet.text(key);
        return text == null ? "" : text.substring(0, Math.min(text.length(), ADDRESS_CHARS_MAX));
    }

    /** States what is told of the code; what is not told may be known from others. */
    private static void tell(Subject subject, Urn code, String key, @Nullable String text) {
        if (text != null) {
            subject.say(code, key, text);
        }
    }

    @Override
    public void end(Subject subject) {
        subject.out().drawAll(subject.other(), EdgeKind.EXECUTED, Map.of());
        subject.out().end(subject.other(), Attributes.ENTRY_POINT);
        subject.out().end(subject.other(), Attributes.CODE_URL);
        subject.out().end(subject.other(), Attributes.PULL_REQUEST);
    }
}

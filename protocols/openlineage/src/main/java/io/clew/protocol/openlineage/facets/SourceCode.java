package io.clew.protocol.openlineage.facets;

import io.clew.identity.Digests;
import io.clew.model.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * {@code sourceCode}: the program of a job; each run keeps its digest, so that one sees which runs
 * had the same.
 */
final class SourceCode implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        @Nullable String code = facet.text("sourceCode");
        subject.document(subject.node(), Attributes.SOURCE_CODE, code);
        subject.say(Attributes.SOURCE_LANGUAGE, facet.text("language"));
        if (code != null && !subject.other().equals(subject.node())) {
            subject.say(subject.other(), Attributes.SOURCE_DIGEST, Digests.sha256(code));
        }
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.SOURCE_CODE);
        subject.end(Attributes.SOURCE_LANGUAGE);
    }
}

package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import org.jspecify.annotations.Nullable;

/** {@code errorMessage}: why a run failed. */
final class ErrorMessage implements Meaning {
    static final String KEY = "errorMessage";

    private static final int TRACE_CHARS_MAX = 16 * 1024;

    @Override
    public void state(Members facet, Subject subject) {
        subject.say(Attributes.ERROR, facet.text("message"));
        subject.say(Attributes.ERROR_LANGUAGE, facet.text("programmingLanguage"));
        @Nullable String trace = facet.text("stackTrace");
        if (trace != null) {
            trace(trace, subject);
        }
    }

    /** States a stack trace, within its own bound. */
    static void trace(String trace, Subject subject) {
        subject.out()
                .say(subject.node(), Attributes.ERROR_TRACE, Texts.bounded(trace, TRACE_CHARS_MAX));
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.ERROR);
        subject.end(Attributes.ERROR_LANGUAGE);
        subject.end(Attributes.ERROR_TRACE);
    }
}

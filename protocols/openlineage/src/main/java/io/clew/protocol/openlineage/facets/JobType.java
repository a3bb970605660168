package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code jobType}: whether a job ends, which tool it belongs to, and when its events come. */
final class JobType implements Meaning {
    private static final Meaning TEXTS =
            new Copied(
                    Map.of(
                            "processingType", Attributes.PROCESSING_TYPE,
                            "integration", Attributes.INTEGRATION,
                            "jobType", Attributes.JOB_TYPE));

    @Override
    public void state(Members facet, Subject subject) {
        TEXTS.state(facet, subject);
        @Nullable Object pattern = facet.all().get("emissionPattern");
        if (pattern instanceof Map<?, ?> map) {
            subject.say(Attributes.EMISSION_PATTERN, Documents.of(map));
        }
    }

    @Override
    public void end(Subject subject) {
        TEXTS.end(subject);
        subject.end(Attributes.EMISSION_PATTERN);
    }
}

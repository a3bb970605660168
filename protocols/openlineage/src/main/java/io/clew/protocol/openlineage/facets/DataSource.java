package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.Secrets;
import io.clew.model.Attributes;
import org.jspecify.annotations.Nullable;

/** {@code dataSource}: the server or store that a dataset is in; credentials are taken out. */
final class DataSource implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        subject.say(Attributes.DATA_SOURCE, redacted(facet.text("uri")));
        subject.say(Attributes.SOURCE_NAME, redacted(facet.text("name")));
    }

    private static @Nullable String redacted(@Nullable String text) {
        return text == null ? null : Secrets.redacted(Subject.bounded(text));
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.DATA_SOURCE);
        subject.end(Attributes.SOURCE_NAME);
    }
}

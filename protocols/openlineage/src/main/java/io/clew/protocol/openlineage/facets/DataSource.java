package io.clew.protocol.openlineage.facets;

import io.clew.identity.dataset.Secrets;
import io.clew.model.Attributes;
import org.jspecify.annotations.Nullable;

/** {@code dataSource}: where a dataset is, in its producer's words; credentials are taken out. */
final class DataSource implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        @Nullable String uri = facet.text("uri");
        @Nullable String name = facet.text("name");
        if (uri == null && name == null) {
            return;
        }
        String source = redacted(uri == null ? name : uri);
        subject.say(Attributes.SOURCE, source);
        subject.say(
                Attributes.SOURCE_NAME,
                name == null || redacted(name).equals(source) ? null : redacted(name));
    }

    private static String redacted(@Nullable String text) {
        return text == null ? "" : Subject.bounded(Secrets.redacted(text));
    }

    @Override
    public void end(Subject subject) {
        subject.say(Attributes.SOURCE, null);
        subject.say(Attributes.SOURCE_NAME, null);
    }
}

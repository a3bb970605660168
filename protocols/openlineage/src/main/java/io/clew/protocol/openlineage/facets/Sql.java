package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import org.jspecify.annotations.Nullable;

/** {@code sql}: the query of a job, and of the run that executed it. */
final class Sql implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        @Nullable String query = facet.text("query");
        @Nullable String dialect = facet.text("dialect");
        subject.document(subject.node(), Attributes.SQL, query);
        subject.say(Attributes.SQL_DIALECT, dialect);
        if (!subject.other().equals(subject.node())) {
            subject.document(subject.other(), Attributes.SQL, query);
            subject.say(subject.other(), Attributes.SQL_DIALECT, dialect);
        }
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.SQL);
        subject.end(Attributes.SQL_DIALECT);
    }
}

package io.clew.protocol.openlineage.facets;

import io.clew.identity.environment.EngineEnvironment;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code processing_engine}: what processed the data, an attribute of the run and the environment
 * that it ran in.
 */
final class ProcessingEngine implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        @Nullable String name = facet.text("name");
        @Nullable String version = facet.text("version");
        if (name == null && version == null) {
            return;
        }
        EngineEnvironment engine =
                new EngineEnvironment(
                        name == null ? "" : Subject.bounded(name),
                        version == null ? "of an unknown version" : Subject.bounded(version));
        subject.say(Attributes.ENGINE, engine.text());
        subject.say(Attributes.ENGINE_ADAPTER, facet.text("openlineageAdapterVersion"));
        subject.say(engine.urn(), Attributes.ENGINE, engine.text());
        subject.out().drawAll(subject.node(), EdgeKind.RAN_IN, Map.of(engine.urn(), Map.of()));
    }

    @Override
    public void end(Subject subject) {
        subject.say(Attributes.ENGINE, null);
        subject.say(Attributes.ENGINE_ADAPTER, null);
        subject.out().drawAll(subject.node(), EdgeKind.RAN_IN, Map.of());
    }
}

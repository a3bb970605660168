package io.clew.protocol.openlineage.facets;

import io.clew.identity.environment.EngineEnvironment;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
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
        subject.say(Attributes.ENGINE_ADAPTER, facet.text("openlineageAdapterVersion"));
        if (subject.out().say(subject.node(), Attributes.ENGINE, engine.text())) {
            Urn environment = engine.urn();
            subject.say(environment, Attributes.ENGINE, engine.text());
            subject.out().drawAll(subject.node(), EdgeKind.RAN_IN, Map.of(environment, Map.of()));
        }
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.ENGINE);
        subject.end(Attributes.ENGINE_ADAPTER);
        subject.out().drawAll(subject.node(), EdgeKind.RAN_IN, Map.of());
    }
}

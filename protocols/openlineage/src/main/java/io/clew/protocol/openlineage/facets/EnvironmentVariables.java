package io.clew.protocol.openlineage.facets;

import io.clew.model.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code environmentVariables}: variables that a run saw; secrets are masked. */
final class EnvironmentVariables implements Meaning {

    @Override
    public void state(Members facet, Subject subject) {
        Family variables = new Family();
        for (Members each : facet.objects("environmentVariables")) {
            @Nullable String name = each.text("name");
            if (name != null) {
                @Nullable String value = each.text("value");
                variables.put(
                        name,
                        value == null ? "" : Subject.bounded(SecretNames.masked(name, value)));
            }
        }
        variables.state(subject, Attributes.ENV, "environmentVariables");
    }

    @Override
    public void end(Subject subject) {
        subject.out().family(subject.node(), Attributes.ENV, Map.of());
    }
}

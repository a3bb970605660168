package io.clew.protocol.openlineage.facets;

import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code jobDependencies}: which runs had to come before, and which come after; between runs where
 * the facet names one, else between jobs.
 */
final class JobDependencies implements Meaning {

    /** Most edges from one list. */
    private static final int EDGES_MAX = 1000;

    @Override
    public void state(Members facet, Subject subject) {
        subject.say(Attributes.TRIGGER_RULE, facet.text("trigger_rule"));
        for (Members each : first(facet, "upstream", subject)) {
            Optional<Urn> run = run(each);
            Optional<Urn> earlier = run.or(() -> job(each));
            Urn later = run.isPresent() ? subject.node() : subject.other();
            earlier.ifPresent(urn -> draw(subject, later, urn, each));
        }
        for (Members each : first(facet, "downstream", subject)) {
            Optional<Urn> run = run(each);
            Optional<Urn> later = run.or(() -> job(each));
            Urn earlier = run.isPresent() ? subject.node() : subject.other();
            later.ifPresent(urn -> draw(subject, urn, earlier, each));
        }
    }

    private static List<Members> first(Members facet, String key, Subject subject) {
        List<Members> all = facet.objects(key);
        subject.cut("jobDependencies." + key, Math.min(all.size(), EDGES_MAX), all.size());
        return all.subList(0, Math.min(all.size(), EDGES_MAX));
    }

    private static void draw(Subject subject, Urn later, Urn earlier, Members told) {
        if (later.equals(earlier)) {
            return;
        }
        Map<String, Object> attributes = new HashMap<>();
        put(attributes, "dependency-type", told.text("dependency_type"));
        put(attributes, "sequence-trigger-rule", told.text("sequence_trigger_rule"));
        put(attributes, "status-trigger-rule", told.text("status_trigger_rule"));
        subject.out().draw(later, EdgeKind.INFORMED_BY, earlier, attributes);
    }

    private static void put(Map<String, Object> attributes, String key, @Nullable String text) {
        if (text != null) {
            attributes.put(key, Subject.bounded(text));
        }
    }

    private static Optional<Urn> run(Members dependency) {
        @Nullable Members run = dependency.object("run");
        return Optional.ofNullable(run == null ? null : run.text("runId"))
                .map(OpenLineageUrns::run);
    }

    private static Optional<Urn> job(Members dependency) {
        @Nullable Members job = dependency.object("job");
        @Nullable String namespace = job == null ? null : job.text("namespace");
        @Nullable String name = job == null ? null : job.text("name");
        return namespace == null || name == null
                ? Optional.empty()
                : Optional.of(OpenLineageUrns.job(namespace, name));
    }

    @Override
    public void end(Subject subject) {
        subject.end(Attributes.TRIGGER_RULE);
    }
}

package io.clew.protocol.openlineage.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import io.clew.protocol.openlineage.event.DatasetRef;
import io.clew.protocol.openlineage.event.Event;
import io.clew.protocol.openlineage.event.JobRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds topics to what facets state: those that speak of the same thing share a topic. */
class TopicsTests {
    private static final String DELETED = "{\"_deleted\": true}";

    /** Gathers what is spoken of; a family is a prefix. */
    private static final class Spoken implements Statements {
        final Set<String> of = new HashSet<>();
        final Set<String> families = new HashSet<>();

        @Override
        public boolean say(Urn node, String key, Object value) {
            return of.add(node + " " + key);
        }

        @Override
        public void end(Urn node, String key) {
            of.add(node + " " + key);
        }

        @Override
        public void endIfSaid(Urn node, String key) {
            of.add(node + " " + key);
        }

        @Override
        public void family(Urn node, String prefix, Map<String, ?> values) {
            families.add(node + " " + prefix);
            values.keySet().forEach(key -> of.add(node + " " + prefix + key));
        }

        @Override
        public void draw(Urn from, EdgeKind kind, Urn to, Map<String, Object> attributes) {
            // That a column is part of its dataset never ends.
            if (kind != EdgeKind.PART_OF) {
                of.add(from + " " + kind);
            }
        }

        @Override
        public void drawAll(Urn from, EdgeKind kind, Map<Urn, Map<String, Object>> causes) {
            of.add(from + " " + kind);
        }

        boolean overlaps(Spoken other) {
            return of.stream().anyMatch(other::speaksOf)
                    || other.of.stream().anyMatch(this::speaksOf);
        }

        private boolean speaksOf(String what) {
            return of.contains(what) || families.stream().anyMatch(what::startsWith);
        }
    }

    /** One facet with what it speaks of, and its topics. */
    private record Facet(String name, Container container, Spoken spoken, long topics) {}

    private static Facet facet(Container container, String key, String json) {
        Spoken spoken = new Spoken();
        long topics = 0;
        for (String each : List.of(json, DELETED)) {
            String facets = "{\"" + key + "\": " + each + "}";
            topics |=
                    switch (container) {
                        case RUN -> {
                            Event.RunEvent event =
                                    Sent.run(facets, Sent.job("{}"), List.of(), List.of());
                            FacetMeanings.ofRun(event, Recorder.RUN, Recorder.JOB, spoken);
                            yield Topics.ofRun(event);
                        }
                        case JOB -> {
                            JobRef ref = Sent.job(facets);
                            FacetMeanings.ofJob(ref, Recorder.JOB, Recorder.RUN, spoken);
                            yield Topics.ofJob(ref);
                        }
                        case DATASET, INPUT, OUTPUT -> {
                            DatasetRef ref =
                                    container == Container.DATASET
                                            ? Sent.dataset("shop.public.users", facets)
                                            : Sent.dataset("shop.public.users", "{}", facets);
                            FacetMeanings.ofDataset(ref, Recorder.DATASET, spoken);
                            FacetMeanings.ofRole(ref, Recorder.DATASET, spoken);
                            yield Topics.ofDataset(ref) | Topics.ofRole(ref);
                        }
                    };
        }
        return new Facet(container.word() + " " + key, container, spoken, topics);
    }

    private static List<Facet> facets() {
        List<Facet> all =
                new ArrayList<>(
                        FacetCases.ALL.stream()
                                .map(each -> facet(each.container(), each.key(), each.json()))
                                .toList());
        all.add(
                facet(
                        Container.RUN,
                        "spark.exception",
                        "{\"message\": \"m\", \"stackTrace\": \"t\"}"));
        all.add(facet(Container.DATASET, "unheard-of", "{\"a\": 1}"));
        all.add(facet(Container.JOB, "unheard-of", "{\"a\": 1}"));
        all.add(facet(Container.RUN, "schema", "{\"a\": 1}"));
        all.add(facet(Container.DATASET, "parent", "{\"a\": 1}"));
        return all;
    }

    @Test
    void facetsThatSpeakOfTheSameShareATopic() {
        List<Facet> all = facets();
        for (Facet one : all) {
            if (!one.spoken().of.isEmpty() || !one.spoken().families.isEmpty()) {
                assertThat(one.topics()).as(one.name()).isNotZero();
            }
            for (Facet other : all) {
                if (one.spoken().overlaps(other.spoken())) {
                    assertThat(one.topics() & other.topics())
                            .as("%s and %s", one.name(), other.name())
                            .isNotZero();
                }
            }
        }
    }

    @Test
    void mostFacetsSpeakOfNothingThatOthersDo() {
        List<Facet> ofDataset =
                facets().stream().filter(each -> each.container() == Container.DATASET).toList();
        long apart =
                ofDataset.stream()
                        .filter(
                                one ->
                                        ofDataset.stream()
                                                .filter(other -> other != one)
                                                .allMatch(
                                                        other ->
                                                                (one.topics() & other.topics())
                                                                        == 0))
                        .count();
        assertThat(apart).isGreaterThan(ofDataset.size() / 2);
    }
}

package io.clew.protocol.openlineage.accept;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds events of tests, in single quotes for double ones. */
final class Events {
    static final String PRODUCER =
            "https://github.com/OpenLineage/OpenLineage/tree/1.53.0/integration/spark";

    private final String runId;
    private final String job;
    private String runFacets = "";
    private String jobFacets = "";
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();

    private Events(String runId, String job) {
        this.runId = runId;
        this.job = job;
    }

    /** Begins an event of a run; the number makes its id. */
    static Events run(int number, String job) {
        return new Events(id(number), job);
    }

    static String id(int number) {
        return "01900000-0000-7000-8000-%012d".formatted(number);
    }

    Events runFacet(String key, String members) {
        runFacets += (runFacets.isEmpty() ? "" : ",") + facet(key, members);
        return this;
    }

    Events jobFacet(String key, String members) {
        jobFacets += (jobFacets.isEmpty() ? "" : ",") + facet(key, members);
        return this;
    }

    private static String facet(String key, String members) {
        return "'%s':{'_producer':'%s','_schemaURL':'https://openlineage.io/spec/facets/1-0-0/X.json'%s}"
                .formatted(key, PRODUCER, members.isEmpty() ? "" : "," + members);
    }

    /** Adds an input; facets as {@code key, members} pairs. */
    Events input(String namespace, String name, String... facets) {
        inputs.add(dataset(namespace, name, facets, "inputFacets"));
        return this;
    }

    /** Adds an output; facets as {@code key, members} pairs, {@code output:key} for its role. */
    Events output(String namespace, String name, String... facets) {
        outputs.add(dataset(namespace, name, facets, "outputFacets"));
        return this;
    }

    private static String dataset(String namespace, String name, String[] facets, String role) {
        StringBuilder own = new StringBuilder();
        StringBuilder ofRole = new StringBuilder();
        for (int i = 0; i < facets.length; i += 2) {
            boolean isRole = facets[i].startsWith("role:");
            StringBuilder to = isRole ? ofRole : own;
            to.append(to.isEmpty() ? "" : ",")
                    .append(facet(isRole ? facets[i].substring(5) : facets[i], facets[i + 1]));
        }
        return "{'namespace':'%s','name':'%s','facets':{%s},'%s':{%s}}"
                .formatted(namespace, name, own, role, ofRole);
    }

    /** Returns the event's JSON. */
    byte[] at(String time, @Nullable String type) {
        return json(
                "{'eventTime':'%s',%s'producer':'%s','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent','run':{'runId':'%s','facets':{%s}},'job':{'namespace':'spark','name':'%s','facets':{%s}},'inputs':[%s],'outputs':[%s]}"
                        .formatted(
                                time,
                                type == null ? "" : "'eventType':'" + type + "',",
                                PRODUCER,
                                runId,
                                runFacets,
                                job,
                                jobFacets,
                                String.join(",", inputs),
                                String.join(",", outputs)));
    }

    /** Returns the JSON of a JobEvent of this job. */
    byte[] designAt(String time) {
        return json(
                "{'eventTime':'%s','producer':'%s','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent','job':{'namespace':'spark','name':'%s','facets':{%s}},'inputs':[%s],'outputs':[%s]}"
                        .formatted(
                                time,
                                PRODUCER,
                                job,
                                jobFacets,
                                String.join(",", inputs),
                                String.join(",", outputs)));
    }

    /** Returns the JSON of a DatasetEvent; facets as {@code key, members} pairs. */
    static byte[] datasetAt(String time, String namespace, String name, String... facets) {
        return json(
                "{'eventTime':'%s','producer':'%s','schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent','dataset':%s}"
                        .formatted(time, PRODUCER, dataset(namespace, name, facets, "none")));
    }

    private static byte[] json(String quoted) {
        return quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}

package io.clew.protocol.openlineage.facets;

import static io.clew.protocol.openlineage.facets.Container.DATASET;
import static io.clew.protocol.openlineage.facets.Container.INPUT;
import static io.clew.protocol.openlineage.facets.Container.JOB;
import static io.clew.protocol.openlineage.facets.Container.OUTPUT;
import static io.clew.protocol.openlineage.facets.Container.RUN;

import io.clew.model.Attributes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists the 38 facets of OpenLineage, each with what it means where it stands; {@code
 * docs/protocols/openlineage.md} has the same list for people.
 */
final class KnownFacets {

    /**
     * One facet.
     *
     * @param containers where it stands
     * @param version what it means for the version of a dataset that it was sent for
     */
    record Known(Set<Container> containers, String key, Meaning meaning, Meaning version) {}

    static final List<Known> ALL =
            List.of(
                    elsewhere("parent", RUN),
                    known("nominalTime", new NominalTime(), RUN),
                    known(ErrorMessage.KEY, new ErrorMessage(), RUN),
                    known("processing_engine", new ProcessingEngine(), RUN),
                    known(
                            "externalQuery",
                            new Copied(
                                    Map.of(
                                            "externalQueryId",
                                            Attributes.EXTERNAL_QUERY,
                                            "source",
                                            Attributes.EXTERNAL_QUERY_SOURCE)),
                            RUN),
                    known("extractionError", new ExtractionError(), RUN),
                    known("environmentVariables", new EnvironmentVariables(), RUN),
                    known("executionParameters", new ExecutionParameters(), RUN),
                    known("jobDependencies", new JobDependencies(), RUN),
                    known("tags", new Tags(), RUN),
                    known("test", new TestResults(), RUN),
                    known("documentation", documentation(), JOB),
                    known("jobType", new JobType(), JOB),
                    known("ownership", new Ownership(), JOB),
                    known("sourceCode", new SourceCode(), JOB),
                    known("sourceCodeLocation", new SourceCodeLocation(), JOB),
                    known("sql", new Sql(), JOB),
                    known("tags", new Tags(), JOB),
                    versioned("schema", new Schema(), DATASET),
                    elsewhere(Derivations.COLUMN_LINEAGE, DATASET),
                    known("dataSource", new DataSource(), DATASET),
                    known("symlinks", new Symlinks(), DATASET),
                    elsewhere("version", DATASET),
                    known("catalog", new Catalog(), DATASET),
                    known(
                            "storage",
                            new Copied(
                                    Map.of(
                                            "storageLayer",
                                            Attributes.STORAGE_LAYER,
                                            "fileFormat",
                                            Attributes.FILE_FORMAT)),
                            DATASET),
                    versioned("lifecycleStateChange", new Lifecycle(), DATASET),
                    known(
                            "datasetType",
                            new Copied(
                                    Map.of(
                                            "datasetType",
                                            Attributes.DATASET_TYPE,
                                            "subType",
                                            Attributes.DATASET_SUBTYPE)),
                            DATASET),
                    known("hierarchy", new Hierarchy(), DATASET),
                    versioned(QualityMetrics.KEY, new QualityMetrics(), DATASET),
                    known("documentation", documentation(), DATASET),
                    known("ownership", new Ownership(), DATASET),
                    known("tags", new Tags(), DATASET),
                    versioned("dataQualityAssertions", new Assertions(), INPUT, OUTPUT, DATASET),
                    versioned(QualityMetrics.KEY, new QualityMetrics(), INPUT, OUTPUT),
                    versioned(Statistics.INPUT, new Statistics(), INPUT),
                    versioned(Statistics.OUTPUT, new Statistics(), OUTPUT),
                    elsewhere(Subsets.KEY, INPUT, OUTPUT),
                    elsewhere(Derivations.LINEAGE, RUN, JOB, DATASET));

    private static final Map<String, Meaning> OF_RUN = meanings(EnumSet.of(RUN));
    private static final Map<String, Meaning> OF_JOB = meanings(EnumSet.of(JOB));
    private static final Map<String, Meaning> OF_DATASET = meanings(EnumSet.of(DATASET));
    private static final Map<String, Meaning> OF_ROLE = meanings(EnumSet.of(INPUT, OUTPUT));
    private static final Map<String, Meaning> OF_VERSION = versions();

    private KnownFacets() {}

    /** Returns what facets of a run mean, by key. */
    static Map<String, Meaning> ofRun() {
        return OF_RUN;
    }

    /** Returns what facets of a job mean, by key. */
    static Map<String, Meaning> ofJob() {
        return OF_JOB;
    }

    /** Returns what facets of a dataset mean for it, by key. */
    static Map<String, Meaning> ofDataset() {
        return OF_DATASET;
    }

    /** Returns what facets of an input or output mean for the dataset, by key. */
    static Map<String, Meaning> ofRole() {
        return OF_ROLE;
    }

    /** Returns what facets mean for the version of the dataset, by key. */
    static Map<String, Meaning> ofVersion() {
        return OF_VERSION;
    }

    private static Meaning documentation() {
        return new Copied(
                Map.of(
                        "description",
                        Attributes.DESCRIPTION,
                        "contentType",
                        Attributes.DESCRIPTION_FORMAT));
    }

    private static Known known(String key, Meaning meaning, Container... containers) {
        return new Known(set(containers), key, meaning, Meaning.ELSEWHERE);
    }

    private static Known versioned(String key, Meaning meaning, Container... containers) {
        return new Known(set(containers), key, meaning, meaning);
    }

    private static Known elsewhere(String key, Container... containers) {
        return known(key, Meaning.ELSEWHERE, containers);
    }

    private static Set<Container> set(Container... containers) {
        return EnumSet.copyOf(Arrays.asList(containers));
    }

    private static Map<String, Meaning> meanings(Set<Container> containers) {
        Map<String, Meaning> meanings = new HashMap<>();
        for (Known known : ALL) {
            if (known.containers.stream().anyMatch(containers::contains)) {
                meanings.put(known.key, known.meaning);
            }
        }
        return Map.copyOf(meanings);
    }

    private static Map<String, Meaning> versions() {
        Map<String, Meaning> meanings = new HashMap<>();
        for (Known known : ALL) {
            if (known.version != Meaning.ELSEWHERE) {
                meanings.put(known.key, known.version);
            }
        }
        return Map.copyOf(meanings);
    }
}

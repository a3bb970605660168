package io.clew.protocol.openlineage.event;

import static io.clew.protocol.openlineage.event.Shape.ANY_OBJECT;
import static io.clew.protocol.openlineage.event.Shape.DATE_TIME;
import static io.clew.protocol.openlineage.event.Shape.TEXT;
import static io.clew.protocol.openlineage.event.Shape.URI;
import static io.clew.protocol.openlineage.event.Shape.WHOLE;
import static io.clew.protocol.openlineage.event.Shape.listOf;
import static io.clew.protocol.openlineage.event.Shape.mapOf;
import static io.clew.protocol.openlineage.event.Shape.texts;
import static io.clew.protocol.openlineage.event.Shape.words;
import static java.util.Map.entry;

import io.clew.protocol.openlineage.event.Shape.Members;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists what the facets of the specification must be, by the container that they come in.
 *
 * <p>From the schemas of release 1.52 of OpenLineage; what older versions of a facet had is valid
 * by these too, as the schemas only grew.
 */
enum FacetShapes {
    RUN(
            false,
            Map.ofEntries(
                    entry("parent", FacetParts.PARENT),
                    entry(
                            "nominalTime",
                            Members.none()
                                    .need("nominalStartTime", DATE_TIME)
                                    .may("nominalEndTime", DATE_TIME)),
                    entry(
                            "errorMessage",
                            texts("message", "programmingLanguage").may("stackTrace", TEXT)),
                    entry(
                            "processing_engine",
                            texts("version")
                                    .may(List.of("name", "openlineageAdapterVersion"), TEXT)),
                    entry("externalQuery", texts("externalQueryId", "source")),
                    entry(
                            "extractionError",
                            Members.none()
                                    .need("totalTasks", WHOLE)
                                    .need("failedTasks", WHOLE)
                                    .need(
                                            "errors",
                                            listOf(
                                                    texts("errorMessage")
                                                            .may(
                                                                    List.of("stackTrace", "task"),
                                                                    TEXT)
                                                            .may("taskNumber", WHOLE)))),
                    entry(
                            "environmentVariables",
                            Members.none()
                                    .need("environmentVariables", listOf(texts("name", "value")))),
                    entry(
                            "executionParameters",
                            Members.none()
                                    .may(
                                            "parameters",
                                            listOf(
                                                    texts("key")
                                                            .may(
                                                                    List.of(
                                                                            "name",
                                                                            "description",
                                                                            "value"),
                                                                    TEXT)
                                                            .onlyThese()))),
                    entry("jobDependencies", FacetParts.JOB_DEPENDENCIES),
                    entry("tags", FacetParts.TAGS),
                    entry("test", Members.none().need("tests", listOf(FacetParts.TEST))),
                    entry("lineage", LineageShapes.lineage()))),
    JOB(
            true,
            Map.ofEntries(
                    entry("documentation", FacetParts.DOCUMENTATION),
                    entry("jobType", FacetParts.JOB_TYPE),
                    entry("ownership", FacetParts.OWNERSHIP),
                    entry("sourceCode", texts("language", "sourceCode")),
                    entry(
                            "sourceCodeLocation",
                            texts("type")
                                    .need("url", URI)
                                    .may(
                                            List.of(
                                                    "repoUrl",
                                                    "path",
                                                    "version",
                                                    "tag",
                                                    "branch",
                                                    "pullRequestNumber"),
                                            TEXT)),
                    entry("sql", texts("query").may("dialect", TEXT)),
                    entry("tags", FacetParts.TAGS),
                    entry("lineage", LineageShapes.lineage()))),
    DATASET(
            true,
            Map.ofEntries(
                    entry("schema", Members.none().may("fields", listOf(FacetParts.field()))),
                    entry("columnLineage", LineageShapes.columnLineage()),
                    entry("dataSource", Members.none().may("name", TEXT).may("uri", URI)),
                    entry(
                            "symlinks",
                            Members.none()
                                    .may(
                                            "identifiers",
                                            listOf(texts("namespace", "name", "type")))),
                    entry("version", texts("datasetVersion")),
                    entry(
                            "catalog",
                            texts("framework", "type", "name")
                                    .may(List.of("metadataUri", "warehouseUri", "source"), TEXT)
                                    .may("catalogProperties", mapOf(TEXT))),
                    entry("storage", texts("storageLayer").may("fileFormat", TEXT)),
                    entry(
                            "lifecycleStateChange",
                            Members.none()
                                    .need(
                                            "lifecycleStateChange",
                                            words(
                                                    "ALTER",
                                                    "CREATE",
                                                    "DROP",
                                                    "OVERWRITE",
                                                    "RENAME",
                                                    "TRUNCATE"))
                                    .may("previousIdentifier", texts("name", "namespace"))),
                    entry("datasetType", texts("datasetType").may("subType", TEXT)),
                    entry(
                            "hierarchy",
                            Members.none().need("hierarchy", listOf(texts("type", "name")))),
                    entry("dataQualityMetrics", FacetParts.QUALITY_METRICS),
                    entry("dataQualityAssertions", FacetParts.QUALITY_ASSERTIONS),
                    entry("documentation", FacetParts.DOCUMENTATION),
                    entry("ownership", FacetParts.OWNERSHIP),
                    entry("tags", FacetParts.FIELD_TAGS),
                    entry("lineage", LineageShapes.lineage()))),
    INPUT(
            false,
            Map.of(
                    "dataQualityAssertions", FacetParts.QUALITY_ASSERTIONS,
                    "dataQualityMetrics", FacetParts.QUALITY_METRICS,
                    "inputStatistics", FacetParts.STATISTICS,
                    "subset", Condition.facet())),
    OUTPUT(false, Map.of("outputStatistics", FacetParts.STATISTICS, "subset", Condition.facet()));

    private final Map<String, Shape> known;
    private final Shape unknown;

    FacetShapes(boolean deletable, Map<String, Shape> known) {
        this.unknown = new Shape.Facet(ANY_OBJECT, deletable);
        Map<String, Shape> facets = new HashMap<>();
        known.forEach((key, own) -> facets.put(key, new Shape.Facet(own, deletable)));
        this.known = Map.copyOf(facets);
    }

    /** Returns the keys of the facets that the specification knows in this container. */
    Set<String> keys() {
        return known.keySet();
    }

    /** Returns what the facet of a key must be: an unknown one is a facet, no more is said. */
    Shape of(String key) {
        return known.getOrDefault(key, unknown);
    }
}

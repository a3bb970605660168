package io.clew.protocol.openlineage.event;

import static io.clew.protocol.openlineage.event.Shape.FLAG;
import static io.clew.protocol.openlineage.event.Shape.RUN_ID;
import static io.clew.protocol.openlineage.event.Shape.TEXT;
import static io.clew.protocol.openlineage.event.Shape.listOf;
import static io.clew.protocol.openlineage.event.Shape.mapOf;
import static io.clew.protocol.openlineage.event.Shape.texts;

import io.clew.protocol.openlineage.event.Shape.Members;
import io.clew.protocol.openlineage.event.Shape.ToldBy;
import java.util.Map;

/** Holds the shapes of the facets that say what was derived from what. */
final class LineageShapes {
    private static final Shape TRANSFORMATIONS =
            listOf(
                    texts("type")
                            .may("subtype", TEXT)
                            .may("description", TEXT)
                            .may("masking", FLAG));

    private static final Shape INPUT =
            new ToldBy(
                    "type",
                    Map.of(
                            "DATASET",
                            texts("namespace", "name", "type")
                                    .may("field", TEXT)
                                    .may("transformations", TRANSFORMATIONS),
                            "JOB",
                            texts("type")
                                    .may("namespace", TEXT)
                                    .may("name", TEXT)
                                    .may("runId", RUN_ID)
                                    .may("transformations", TRANSFORMATIONS)
                                    .together("namespace", "name")));

    private static final Shape FIELDS = mapOf(Members.none().need("inputs", listOf(INPUT)));

    private static final Shape ENTRY =
            new ToldBy(
                    "type",
                    Map.of(
                            "DATASET",
                            texts("namespace", "name", "type")
                                    .may("inputs", listOf(INPUT))
                                    .may("fields", FIELDS),
                            "JOB",
                            texts("type")
                                    .may("namespace", TEXT)
                                    .may("name", TEXT)
                                    .may("runId", RUN_ID)
                                    .may("inputs", listOf(INPUT))
                                    .together("namespace", "name")));

    private static final Shape INPUT_FIELDS =
            listOf(texts("namespace", "name", "field").may("transformations", TRANSFORMATIONS));

    private LineageShapes() {}

    /**
     * Returns the shape of the {@code lineage} facet, with what it may have on a dataset and what
     * it may have on a job: the schema admits either for both.
     */
    static Shape lineage() {
        return Members.none()
                .may("inputs", listOf(INPUT))
                .may("fields", FIELDS)
                .may("entries", listOf(ENTRY));
    }

    /** Returns the shape of the {@code columnLineage} facet. */
    static Shape columnLineage() {
        Members field =
                Members.none()
                        .need("inputFields", INPUT_FIELDS)
                        .may("transformationDescription", TEXT)
                        .may("transformationType", TEXT);
        return Members.none().need("fields", mapOf(field)).may("dataset", INPUT_FIELDS);
    }
}

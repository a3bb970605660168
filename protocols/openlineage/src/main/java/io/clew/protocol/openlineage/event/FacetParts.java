package io.clew.protocol.openlineage.event;

import static io.clew.protocol.openlineage.event.Shape.ANY_OBJECT;
import static io.clew.protocol.openlineage.event.Shape.DATE_TIME;
import static io.clew.protocol.openlineage.event.Shape.DECIMAL;
import static io.clew.protocol.openlineage.event.Shape.FLAG;
import static io.clew.protocol.openlineage.event.Shape.NAME;
import static io.clew.protocol.openlineage.event.Shape.RUN_ID;
import static io.clew.protocol.openlineage.event.Shape.TEXT;
import static io.clew.protocol.openlineage.event.Shape.WHOLE;
import static io.clew.protocol.openlineage.event.Shape.listOf;
import static io.clew.protocol.openlineage.event.Shape.mapOf;
import static io.clew.protocol.openlineage.event.Shape.texts;

import io.clew.protocol.openlineage.event.Shape.Later;
import io.clew.protocol.openlineage.event.Shape.Members;
import io.clew.protocol.openlineage.event.Shape.Whole;
import java.util.List;

/** Holds shapes that are part of several facets, or too long to stand among them. */
final class FacetParts {
    static final Shape OWNERSHIP =
            Members.none().may("owners", listOf(texts("name").may("type", TEXT)));

    static final Shape DOCUMENTATION = texts("description").may("contentType", TEXT);

    static final Shape TAGS =
            Members.none().may("tags", listOf(texts("key", "value").may("source", TEXT)));

    static final Shape FIELD_TAGS =
            Members.none()
                    .may(
                            "tags",
                            listOf(texts("key", "value").may(List.of("source", "field"), TEXT)));

    static final Shape STATISTICS =
            Members.none().may(List.of("rowCount", "size", "fileCount"), WHOLE);

    static final Shape QUALITY_METRICS =
            Members.none()
                    .may(List.of("rowCount", "bytes", "fileCount"), WHOLE)
                    .may("lastUpdated", DATE_TIME)
                    .need(
                            "columnMetrics",
                            mapOf(
                                    Members.none()
                                            .may(List.of("nullCount", "distinctCount"), WHOLE)
                                            .may(List.of("sum", "count", "min", "max"), DECIMAL)
                                            .may("quantiles", mapOf(DECIMAL))));

    static final Shape QUALITY_ASSERTIONS =
            Members.none()
                    .need(
                            "assertions",
                            listOf(
                                    texts("assertion")
                                            .need("success", FLAG)
                                            .may(
                                                    List.of(
                                                            "column",
                                                            "severity",
                                                            "name",
                                                            "description",
                                                            "expected",
                                                            "actual",
                                                            "content",
                                                            "contentType"),
                                                    TEXT)
                                            .may("params", ANY_OBJECT)));

    static final Shape TEST =
            texts("name", "status")
                    .may(
                            List.of(
                                    "severity",
                                    "type",
                                    "description",
                                    "expected",
                                    "actual",
                                    "content",
                                    "contentType"),
                            TEXT)
                    .may("params", ANY_OBJECT);

    static final Shape JOB_TYPE =
            texts("processingType", "integration")
                    .may("jobType", TEXT)
                    .may(
                            "emissionPattern",
                            texts("eventTrigger", "eventContentMode")
                                    .may("windowDuration", new Whole(1)));

    private static final Shape JOB_DEPENDENCY =
            Members.none()
                    .need("job", texts("namespace", "name"))
                    .may("run", Members.none().need("runId", RUN_ID))
                    .may(
                            List.of(
                                    "dependency_type",
                                    "sequence_trigger_rule",
                                    "status_trigger_rule"),
                            TEXT);

    static final Shape JOB_DEPENDENCIES =
            Members.none()
                    .may(List.of("upstream", "downstream"), listOf(JOB_DEPENDENCY))
                    .may("trigger_rule", TEXT);

    private static final Shape PARENT_RUN =
            Members.none()
                    .need("runId", RUN_ID)
                    .may("facets", mapOf(new Shape.Facet(ANY_OBJECT, false)));

    private static final Shape PARENT_JOB =
            Members.none()
                    .need("namespace", NAME)
                    .need("name", NAME)
                    .may("facets", mapOf(new Shape.Facet(ANY_OBJECT, true)));

    static final Shape PARENT =
            Members.none()
                    .need("run", PARENT_RUN)
                    .need("job", PARENT_JOB)
                    .may("root", Members.none().need("run", PARENT_RUN).need("job", PARENT_JOB));

    private static final Shape FIELD =
            texts("name")
                    .may(List.of("type", "description"), TEXT)
                    .may("ordinal_position", WHOLE)
                    .may("fields", listOf(new Later(FacetParts::field)));

    private FacetParts() {}

    /** Returns the shape of a field of a schema, which may have fields itself. */
    static Shape field() {
        return FIELD;
    }
}

package io.clew.protocol.openlineage.event;

import static io.clew.protocol.openlineage.event.Shape.DATE_TIME;
import static io.clew.protocol.openlineage.event.Shape.NAME;
import static io.clew.protocol.openlineage.event.Shape.RUN_ID;
import static io.clew.protocol.openlineage.event.Shape.URI;

import io.clew.protocol.openlineage.event.Shape.Container;
import io.clew.protocol.openlineage.event.Shape.ListOf;
import io.clew.protocol.openlineage.event.Shape.Members;
import io.clew.protocol.openlineage.event.Shape.Words;
import java.util.Arrays;

/** Holds the shapes of the three events, from OpenLineage.json 2-0-2. */
final class EventShapes {
    private static final Members DATASET = named(FacetShapes.DATASET);

    private static final Members JOB = named(FacetShapes.JOB);

    private static final Members RUN =
            Members.none().need("runId", RUN_ID).may("facets", new Container(FacetShapes.RUN));

    private static final Shape INPUTS =
            list(DATASET.may("inputFacets", new Container(FacetShapes.INPUT)));

    private static final Shape OUTPUTS =
            list(DATASET.may("outputFacets", new Container(FacetShapes.OUTPUT)));

    private static final Shape EVENT_TYPE =
            new Words(Arrays.stream(EventType.values()).map(EventType::name).toList());

    /** What all events have; that {@code schemaURL} is missing is told, see {@link EventReader}. */
    private static final Members EVENT =
            Members.none().need("eventTime", DATE_TIME).need("producer", URI).may("schemaURL", URI);

    static final Members RUN_EVENT =
            EVENT.may("eventType", EVENT_TYPE)
                    .need("run", RUN)
                    .need("job", JOB)
                    .may("inputs", INPUTS)
                    .may("outputs", OUTPUTS);

    static final Members JOB_EVENT =
            EVENT.need("job", JOB).may("inputs", INPUTS).may("outputs", OUTPUTS);

    static final Members DATASET_EVENT = EVENT.need("dataset", DATASET);

    private EventShapes() {}

    private static Members named(FacetShapes facets) {
        return Members.none()
                .need("namespace", NAME)
                .need("name", NAME)
                .may("facets", new Container(facets));
    }

    private static Shape list(Shape dataset) {
        return new ListOf(dataset, Limits.DATASETS_MAX);
    }
}

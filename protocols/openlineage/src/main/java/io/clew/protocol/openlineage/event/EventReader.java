package io.clew.protocol.openlineage.event;

import io.clew.http.json.Json;
import io.clew.model.ClewException;
import io.clew.protocol.openlineage.event.Event.DatasetEvent;
import io.clew.protocol.openlineage.event.Event.JobEvent;
import io.clew.protocol.openlineage.event.Event.RunEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event from JSON and checks it by the rules of the published schemas.
 *
 * <p>Which of the three an event is, its members decide, as in the schema: with {@code run} and
 * {@code job} it is a RunEvent, with {@code job} alone a JobEvent, with {@code dataset} and not
 * both others a DatasetEvent. What {@code schemaURL} says is no more than a hint. Where producers
 * are known to send what the schemas do not allow, and only one thing can be meant, the event is
 * kept with a warning: {@code docs/protocols/openlineage.md} lists these cases.
 */
public final class EventReader {
    private static final String RUN = "run";
    private static final String JOB = "job";
    private static final String DATASET = "dataset";
    private static final String TIME = "eventTime";
    private static final String SCHEMA = "schemaURL";

    private final Map<String, @Nullable Object> event;
    private final Place place = new Place();

    private EventReader(Map<String, @Nullable Object> event) {
        this.event = event;
    }

    /**
     * Reads an event.
     *
     * @throws ClewException INVALID_PARAMETER with the JSON pointer of what is wrong as its field
     */
    public static ReadEvent read(byte[] utf8) {
        SequencedSet<String> repeated = new LinkedHashSet<>(0);
        Object value = Json.read(utf8, repeated::add);
        if (!(value instanceof Map<?, ?> members)) {
            throw new Place().refuse(value, "a RunEvent, a JobEvent or a DatasetEvent");
        }
        @SuppressWarnings("unchecked") // Json.read makes objects to maps of text to values only
        Map<String, @Nullable Object> event = (Map<String, @Nullable Object>) members;
        ReadEvent read = read(event);
        return repeated.isEmpty() ? read : read.and(ofRepeated(repeated));
    }

    /** Spark gives the facet {@code processing_engine} twice in each START of an RDD job. */
    private static List<String> ofRepeated(SequencedSet<String> names) {
        return names.stream()
                .limit(Limits.WARNINGS_MAX)
                .map(name -> name + " is given twice in one object: the last counts.")
                .toList();
    }

    private static ReadEvent read(Map<String, @Nullable Object> event) {
        boolean hasRun = event.containsKey(RUN);
        boolean hasJob = event.containsKey(JOB);
        boolean hasDataset = event.containsKey(DATASET);
        EventReader reader = new EventReader(event);
        if (hasJob && hasDataset && !hasRun) {
            return jobOrDatasetEvent(event);
        }
        if (hasDataset && !hasJob) {
            return reader.datasetEvent();
        }
        boolean meansRun = hasRun || !hasJob && reader.hintsAtRun();
        return meansRun ? reader.runEvent() : reader.jobEvent();
    }

    /** The schema takes what is one of both, and not what is both. */
    private static ReadEvent jobOrDatasetEvent(Map<String, @Nullable Object> event) {
        ClewException noJobEvent;
        try {
            ReadEvent job = new EventReader(event).jobEvent();
            if (!isDatasetEvent(event)) {
                return job;
            }
            Place place = new Place();
            place.enter(DATASET);
            noJobEvent =
                    place.refuseWhatIs(
                            "there, and job too, and run is not",
                            "job for a JobEvent or dataset for a DatasetEvent");
        } catch (ClewException refusal) {
            if (isDatasetEvent(event)) {
                return new EventReader(event).datasetEvent();
            }
            noJobEvent = refusal;
        }
        throw noJobEvent;
    }

    private static boolean isDatasetEvent(Map<String, @Nullable Object> event) {
        try {
            new EventReader(event).datasetEvent();
            return true;
        } catch (ClewException refusal) {
            return false;
        }
    }

    /** An event that has nothing of what tells its form is measured by what it claims to be. */
    private boolean hintsAtRun() {
        return !(event.get(SCHEMA) instanceof String url) || !url.endsWith("JobEvent");
    }

    private ReadEvent runEvent() {
        Checked members = checked(EventShapes.RUN_EVENT);
        Checked run = members.object(RUN);
        String type = members.textOrNull("eventType");
        return told(
                new RunEvent(
                        at(members),
                        members.text("producer"),
                        type == null ? null : EventType.valueOf(type),
                        RunIds.canonical(run.text("runId")),
                        run.facets("facets"),
                        members.object(JOB).job(),
                        members.datasets("inputs", "inputFacets"),
                        members.datasets("outputs", "outputFacets")));
    }

    private ReadEvent jobEvent() {
        Checked members = checked(EventShapes.JOB_EVENT);
        return told(
                new JobEvent(
                        at(members),
                        members.text("producer"),
                        members.object(JOB).job(),
                        members.datasets("inputs", "inputFacets"),
                        members.datasets("outputs", "outputFacets")));
    }

    private ReadEvent datasetEvent() {
        Checked members = checked(EventShapes.DATASET_EVENT);
        return told(
                new DatasetEvent(
                        at(members),
                        members.text("producer"),
                        members.object(DATASET).dataset(Facets.NONE)));
    }

    private Checked checked(Shape.Members shape) {
        new Checker(place).check(shape, event);
        if (!event.containsKey(SCHEMA)) {
            place.enter(SCHEMA);
            place.warnMissing("clients before 1.0 left it out, and the event is kept");
            place.leave();
        }
        return new Checked(event);
    }

    private Instant at(Checked members) {
        String text = members.text(TIME);
        Moment moment = Moment.read(text);
        if (moment == null) {
            throw new IllegalStateException("no moment passed the check");
        }
        Instant at = moment.instant();
        if (at.isBefore(Limits.EARLIEST) || !at.isBefore(Limits.LATEST)) {
            place.enter(TIME);
            throw place.refuse(
                    text, "a moment from %s to %s".formatted(Limits.EARLIEST, Limits.LATEST));
        }
        return at;
    }

    private ReadEvent told(Event read) {
        return new ReadEvent(read, place.warnings());
    }
}
